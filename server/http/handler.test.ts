import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openServer, type Server } from "@/server/api/services";
import { parseEnvironment } from "@/server/platform/env";
import type { Log } from "@/server/platform/log";
import { callAs } from "@/tests/support/server/call";
import { ADMIN_KEY, makeWorld, type World } from "@/tests/support/world";
import { requestHandler } from "./handler";
import { proxiesFrom } from "./visitor/proxies";

const SIGN_IN = "/sign-in/confirm?token=of-the-link&email=ada%40acme.example";
let world: World;
let folder: string;
let server: Server;
let http: HttpServer;
const logged: unknown[] = [];
const faults: unknown[] = [];

beforeAll(async () => {
  world = await makeWorld();
  folder = await mkdtemp(path.join(tmpdir(), "handler-"));
  const keep = (fields: unknown): void => void logged.push(fields);
  const fault = (fields: unknown): void => {
    faults.push(fields);
    keep(fields);
  };
  const log = { debug: keep, info: keep, warn: keep, error: fault } as unknown as Log; // as much of one as is called
  const env = parseEnvironment({ DATA_DIR: folder, DATABASE_POOL_SIZE: "2" });
  server = await openServer({ env, databaseUrl: world.url, secrets: world.services.secrets, log });
  const broken = () => Promise.reject(new Error("a page that cannot be shown"));
  http = createServer(requestHandler(server, broken, proxiesFrom([])));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  http.close();
  await server.close();
  await world.drop();
  await rm(folder, { recursive: true });
});

it("a page that fails is logged without what its address lets somebody do, and tells the visitor nothing", async () => {
  const { port } = http.address() as AddressInfo; // it listens on TCP
  const reply = await fetch(`http://127.0.0.1:${port}${SIGN_IN}`);
  expect([reply.status, await reply.text()]).toEqual([500, ""]);
  const words = JSON.stringify(logged);
  expect(words).toContain("/sign-in/confirm");
  expect(words).not.toMatch(/of-the-link|acme/);
});

it("somebody who leaves while sending a request to the API is no fault", async () => {
  const { port } = http.address() as AddressInfo; // it listens on TCP
  const [told, before] = [logged.length, faults.length];
  const head = ["POST /api/v1/programs HTTP/1.1", "Host: here", `Authorization: Bearer ${ADMIN_KEY}`];
  const half = ["Content-Type: application/json", "Content-Length: 1000", "", '{"name":'];
  let stayMs = 0;
  const comesAndGoes = async (): Promise<number> => {
    const visitor = connect(port, "127.0.0.1");
    await new Promise((written) => visitor.write([...head, ...half].join("\r\n"), written));
    await sleep(stayMs++);
    visitor.destroy();
    return logged.length;
  };
  // Until one has left while the server was reading.
  await expect.poll(comesAndGoes, { timeout: 10_000 }).toBeGreaterThan(told);
  expect(faults).toHaveLength(before);
});

it("who is told that a key is revoked or a link paused, and asks in the same process, meets that already", async () => {
  const { port } = http.address() as AddressInfo; // it listens on TCP
  const here = `http://127.0.0.1:${port}`;
  const call = callAs(here, ADMIN_KEY);
  const program = { name: "At once", slug: "at-once", destinationUrl: "https://example.com/" };
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const { id: programId } = await call("POST", "/programs", { ...program, terms: { rules } });
  const partner = { name: "Ann", email: "ann@partners.test", programIds: [programId] };
  const { id: partnerId } = await call("POST", "/partners", partner);
  const { id: linkId, code } = await call("POST", "/links", { partnerId, programId });
  const followed = async () => (await fetch(`${here}/r/${code}`, { redirect: "manual" })).status;
  for (let times = 0; times < 20; times++) {
    const { id, secret } = await call("POST", "/api-keys", { name: "Shop", kind: "secret" });
    const headers = { authorization: `Bearer ${secret}` };
    const asked = async () => (await fetch(`${here}/api/v1/programs`, { headers })).status;
    expect([await asked(), await followed()]).toEqual([200, 302]);
    await call("DELETE", `/api-keys/${id}`);
    await call("PATCH", `/links/${linkId}`, { status: "paused" });
    expect([await asked(), await followed()]).toEqual([401, 410]);
    await call("PATCH", `/links/${linkId}`, { status: "active" });
  }
});
