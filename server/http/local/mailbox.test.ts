import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server as HttpServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { openServer, type Server } from "@/server/api/services";
import { parseEnvironment } from "@/server/platform/env";
import { installCode } from "@/server/setup/install";
import { makeWorld, type World } from "@/tests/support/world";
import { requestHandler } from "../handler";
import { proxiesFrom } from "../visitor/proxies";
import { mailboxAddress } from "./mailbox-pages";

let world: World;
let folder: string;
const running: { server: Server; http: HttpServer }[] = [];

beforeAll(async () => {
  world = await makeWorld();
  folder = await mkdtemp(path.join(tmpdir(), "mailbox-"));
});
afterEach(async () => {
  for (const { server, http } of running.splice(0)) {
    http.close();
    await server.close();
  }
});
afterAll(async () => {
  await world.drop();
  await rm(folder, { recursive: true });
});

/** A server that people reach at this address. Resolves to its port. */
async function open(appUrl: string): Promise<number> {
  const { url, services } = world;
  const env = parseEnvironment({ DATA_DIR: folder, DATABASE_POOL_SIZE: "2", APP_URL: appUrl });
  const server = await openServer({ env, databaseUrl: url, secrets: services.secrets, log: services.log });
  const nothing = () => Promise.reject(new Error("no page is asked for"));
  const http = createServer(requestHandler(server, nothing, proxiesFrom([])));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  running.push({ server, http });
  return (http.address() as AddressInfo).port; // it listens on TCP
}

type Answer = { status: number; text: string };

function ask(port: number, place: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: "127.0.0.1", port, path: place, headers: { host: `127.0.0.1:${port}`, ...headers } },
      (reply) => {
        let text = "";
        reply.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        reply.on("end", () => resolve({ status: reply.statusCode ?? 0, text }));
      },
    );
    asking.on("error", reject);
    asking.end();
  });
}

it("is shown to who sits at the machine, and to nobody for whom a proxy asks", async () => {
  const port = await open("http://localhost:3000");
  expect((await ask(port, "/dev/mailbox")).status).toBe(200);
  expect((await ask(port, "/dev/mailbox", { "x-forwarded-for": "203.0.113.5" })).status).toBe(403);
  expect((await ask(port, "/dev/mailbox", { host: "partners.acme.example" })).status).toBe(403);
  expect((await ask(port, "/dev/mailbox/%zz")).status).toBe(404);
});

it("wants the printed code where strangers may come through a proxy that says nothing of them", async () => {
  const port = await open("https://partners.acme.example");
  const code = installCode(world.services.secrets);
  for (const query of ["", "?code=", "?code=00000000000000000000"]) {
    expect((await ask(port, `/dev/mailbox${query}`)).status).toBe(403);
    expect((await ask(port, `/dev/emails/sign_in_link${query}`)).status).toBe(403);
  }
  const address = mailboxAddress({ port, appUrl: "https://partners.acme.example", code });
  const { pathname, search } = new URL(address);
  const shown = await ask(port, `${pathname}${search}`);
  expect(shown.status).toBe(200);
  const [, onward = ""] = /href="([^"]+)"/.exec(shown.text) ?? [];
  expect((await ask(port, onward)).status).toBe(200);
});
