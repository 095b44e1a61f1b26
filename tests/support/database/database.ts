import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { TEMPLATE } from "./cluster";

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A migrated database of the suite's own, cloned from the template. */
export function testDatabase(): Promise<TestDatabase> {
  return cloneOf(TEMPLATE);
}

/** One as a stranger has it: without any table. */
export function emptyDatabase(): Promise<TestDatabase> {
  return cloneOf("template0");
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const answer = await fetch(inject("clusterDoor"));
  const adminUrl = await answer.text();
  if (!answer.ok) throw new Error(adminUrl);
  const name = `test_${randomBytes(8).toString("hex")}`;
  await once(
    adminUrl,
    (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`,
  );
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => once(adminUrl, (sql) => sql`drop database ${sql(name)} with (force)`),
  };
}

async function once(url: string, work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
