import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyDatabase } from "@/tests/support/database/database";

/** Meets the fault that its first argument names. */
const PROGRAM = `
import { createServer as createHttpServer } from "node:http";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { makeLog } from "@/server/platform/log";
import { connect as openPool } from "@/server/platform/postgres/sql";
import { surviveUncaught } from "./uncaught";

const [, , fault, databaseUrl] = process.argv;
const say = (words) => process.stdout.write(words + "\\n");
void surviveUncaught(makeLog("warn")).then(() => say("ended in order"));
({
  late() {
    const late = new TypeError("Cannot read properties of null (reading 'write')");
    late.stack += "\\n    at Immediate.nextWrite (file:///app/node_modules/postgres/src/connection.js:255:22)";
    setImmediate(() => { throw late; });
  },
  early() {
    const { hostname, port } = new URL(databaseUrl);
    let cuts = 0;
    const wire = createServer((client) => {
      const database = connect(Number(port), hostname);
      for (const end of [client, database]) end.on("error", () => undefined);
      client.pipe(database).pipe(client);
      client.on("data", (asked) => {
        if (asked.includes("pg_catalog.pg_type") && cuts++ === 0)
          for (const end of [client, database]) end.resetAndDestroy();
      });
    }).listen(0, "127.0.0.1", async () => {
      const url = Object.assign(new URL(databaseUrl), { port: String(wire.address().port) });
      const sql = openPool(url.href, { maxConnections: 1 });
      await sql\`select 1\`.catch(({ code }) => say(code));
      await sql\`select 1\`.then(() => say("the next query was answered"));
      await sql.end();
      wire.close();
    });
  },
  left() {
    const server = createHttpServer((request) => void text(request)).listen(0, "127.0.0.1", () => {
      const visitor = connect(server.address().port, "127.0.0.1", () => {
        visitor.write("POST / HTTP/1.1\\r\\nHost: here\\r\\nContent-Length: 100\\r\\n\\r\\nhalf of it");
        setTimeout(() => visitor.destroy(), 20);
      });
    });
    setTimeout(() => server.close(), 50);
  },
  promise: () => void Promise.reject(new Error("anything")),
  other: () => setImmediate(() => { throw new Error("anything"); }),
})[fault]();
setTimeout(() => say("a request was answered"), 50);
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(process.cwd(), "node_modules/.uncaught-"));
  await writeFile(
    path.join(folder, "in.ts"),
    PROGRAM.replace("./uncaught", path.resolve("server/http/processes/uncaught")),
  );
  buildSync({
    entryPoints: [path.join(folder, "in.ts")],
    outfile: path.join(folder, "out.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: { "@": process.cwd() },
  });
});
afterAll(() => rm(folder, { recursive: true }));

async function run(fault: string, databaseUrl = "") {
  const child = spawn(process.execPath, [path.join(folder, "out.mjs"), fault, databaseUrl]);
  const [[code], printed, logged] = await Promise.all([
    once(child, "close") as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  const messages = logged.split("\n").filter(Boolean);
  return { code, printed, logged: messages.map((line) => (JSON.parse(line) as { msg: string }).msg) };
}

const ANSWERED = "a request was answered\n";

describe("a fault that nobody awaited", () => {
  it("of postgres.js writing to a closed connection changes nothing", async () => {
    const logged = ["a connection to the database was lost while it was written to"];
    expect(await run("late")).toEqual({ code: 0, printed: ANSWERED, logged });
  });

  it("of postgres.js losing a connection that it has just made changes nothing", async () => {
    const { url, drop } = await emptyDatabase();
    const { code, printed, logged } = await run("early", url);
    await drop();
    expect(code).toBe(0);
    expect(printed).toContain("ECONNRESET\n");
    expect(printed).toContain("the next query was answered\n");
    expect(logged).toEqual(["a connection to the database was lost as it was made"]);
  });

  it("of a promise changes nothing, whether or not Next is open and says so itself", async () => {
    const logged = ["a promise that nobody awaited failed"];
    expect(await run("promise")).toEqual({ code: 0, printed: ANSWERED, logged });
  });

  it("of a visitor who leaves while sending a request changes nothing", async () => {
    expect(await run("left")).toEqual({ code: 0, printed: ANSWERED, logged: [] });
  });

  it("of any other kind ends the process with 1, after requests under way", async () => {
    const { code, printed, logged } = await run("other");
    expect(code).toBe(1);
    expect(printed).toContain("ended in order");
    expect(printed).toContain(ANSWERED);
    expect(logged).toHaveLength(1);
  });
});
