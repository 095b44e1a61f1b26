import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database/database";
import { newId } from "../ids";
import { type Database, nested, Outdated, openDatabase } from "./database";

let made: Awaited<ReturnType<typeof testDatabase>>;
const opened: Database[] = [];
const servers: Server[] = [];

beforeAll(async () => {
  made = await testDatabase();
});
afterAll(async () => {
  for (const database of opened) await database.close();
  for (const server of servers) server.close();
  await made.drop();
});

const open = (url: string): Database => {
  const database = openDatabase(url, { maxConnections: 2 });
  opened.push(database);
  return database;
};

/** What an answer of type E looks like: severity, code and message, each named by a letter and ended by a zero. */
function refusal(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Munsupported startup parameter: role\0\0`);
  const head = Buffer.alloc(5, "E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** A pooler that passes everything on, unless somebody names a role as they connect. */
async function pooler(url: URL): Promise<string> {
  const serve = (client: Socket): void => {
    client.on("error", () => undefined);
    client.once("data", (start: Buffer) => {
      if (start.includes("\0role\0")) {
        client.end(refusal("08P01"));
        return;
      }
      const server = connect(Number(url.port), url.hostname);
      server.write(start);
      server.pipe(client).pipe(server);
      server.on("error", () => client.destroy());
    });
  };
  const server = createServer(serve);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as { port: number }).port);
  return through.href;
}

const role = (database: Database): Promise<string | undefined> =>
  database.statementAsSystem("write clicks", async (sql) => {
    const [row] = await sql<{ role: string }[]>`select current_user as role`;
    return row?.role;
  });

test("a single statement of the system runs in the system's role", async () => {
  const database = open(made.url);
  expect(await role(database)).toBe("openpartner_system");
  const [own] = await database.sql<{ role: string }[]>`select current_user as role`;
  expect(own?.role).not.toBe("openpartner_system");
});

test("behind a pooler that lets nobody choose a role as they connect, it does so too", async () => {
  const database = open(await pooler(new URL(made.url)));
  expect([await role(database), await role(database)]).toEqual(["openpartner_system", "openpartner_system"]);
});

test("another error of a single statement reaches its caller", async () => {
  const failing = open(made.url).statementAsSystem("write clicks", (sql) => sql`select 1 / 0`);
  await expect(failing).rejects.toThrow("division by zero");
});

test("what is to be done once a transaction is committed is done then, and not where it fails", async () => {
  const database = open(made.url);
  const done: string[] = [];
  const seen = database.inBrand(newId(), async (tx) => {
    tx.onceCommitted(() => done.push("outer"));
    await nested(tx, async (inner) => inner.onceCommitted(() => done.push("inner")));
    expect(done).toEqual([]);
  });
  await seen.then(() => expect(done).toEqual(["outer", "inner"]));
  const failing = database.inBrand(newId(), async (tx) => {
    tx.onceCommitted(() => done.push("never"));
    await tx.sql`select 1 / 0`;
  });
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  expect(done).toEqual(["outer", "inner"]);
});

test("what is to be done is done once where a transaction had to be tried again", async () => {
  const done: string[] = [];
  let tries = 0;
  await open(made.url).inBrand(newId(), async (tx) => {
    tx.onceCommitted(() => done.push("act"));
    if (++tries === 1) throw new Outdated();
    await tx.sql`select 1`;
  });
  expect([tries, done]).toEqual([2, ["act"]]);
});
