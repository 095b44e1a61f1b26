import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";

const DURATION = /duration: ([\d.]+) ms {2}(?:parse|bind|execute|statement)/g;

/** Lets PostgreSQL write down how long each statement takes, for connections that are made from now on. */
export async function noteDurations(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  const name = new URL(url).pathname.slice(1);
  await sql`alter database ${sql(name)} set log_min_duration_statement = 0`;
  await sql`alter database ${sql(name)} set log_min_messages = 'log'`;
  await sql.end();
}

/** How long PostgreSQL itself worked for what `work` does, in milliseconds: statements that run beside each other are added up. */
export async function bareMs(folder: string, work: () => Promise<unknown>): Promise<number> {
  const file = path.join(folder, "postgres", "server.log");
  const { size } = await stat(file);
  await work();
  const said = (await readFile(file)).subarray(size).toString("utf8");
  return [...said.matchAll(DURATION)].reduce((sum, match) => sum + Number(match[1]), 0);
}
