import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PROGRAM = `
import { createServer } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { makeLog } from "@/server/platform/log";
import { surviveUncaught } from "./uncaught";
const late = new TypeError("Cannot read properties of null (reading 'write')");
late.stack += "\\n    at Immediate.nextWrite (file:///app/node_modules/postgres/src/connection.js:255:22)";
void surviveUncaught(makeLog("silent")).then(() => console.log("ended in order"));
if (process.argv[2] === "left") {
  const server = createServer((request) => void text(request)).listen(0, "127.0.0.1", () => {
    const visitor = connect(server.address().port, "127.0.0.1", () => {
      visitor.write("POST / HTTP/1.1\\r\\nHost: here\\r\\nContent-Length: 100\\r\\n\\r\\nhalf of it");
      setTimeout(() => visitor.destroy(), 20);
    });
  });
  setTimeout(() => server.close(), 50);
} else if (process.argv[2] === "promise") void Promise.reject(new Error("anything"));
else setImmediate(() => { throw process.argv[2] === "late" ? late : new Error("anything"); });
setTimeout(() => console.log("a request was answered"), 50);
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

async function run(fault: string): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [path.join(folder, "out.mjs"), fault]);
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, printed };
}

describe("a fault that nobody awaited", () => {
  it("of postgres.js writing to a closed connection changes nothing", async () => {
    expect(await run("late")).toEqual({ code: 0, printed: "a request was answered\n" });
  });

  it("of a promise changes nothing, whether or not Next is open and says so itself", async () => {
    expect(await run("promise")).toEqual({ code: 0, printed: "a request was answered\n" });
  });

  it("of a visitor who leaves while sending a request changes nothing", async () => {
    expect(await run("left")).toEqual({ code: 0, printed: "a request was answered\n" });
  });

  it("of any other kind ends the process with 1, after requests under way", async () => {
    const { code, printed } = await run("other");
    expect(code).toBe(1);
    expect(printed).toContain("ended in order");
    expect(printed).toContain("a request was answered");
  });
});
