import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enqueue } from "@/server/platform/outbox";
import { makeWorld, type World } from "@/tests/support/world";
import { type Jobs, openJobs } from "./jobs";

const SIGNING_KEY = `signkey-test-${"ab".repeat(32)}`;
const EVENT_KEY = "an-event-key";

let world: World;
let server: Server;
let jobs: Jobs;
/** What arrived at the stand-in for Inngest's event door. */
const arrived: { path: string; events: { name: string; data: unknown }[] }[] = [];

beforeAll(async () => {
  world = await makeWorld();
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    arrived.push({ path: request.url ?? "", events: JSON.parse(Buffer.concat(chunks).toString()) });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ids: ["one"], status: 200 }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  jobs = openJobs(world.services, {
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
    INNGEST_DEV: undefined,
  });
});
afterAll(async () => {
  await jobs.stop();
  server.close();
  await world.drop();
});

/** As Inngest signs: over the body and the time, with the key's hexadecimal part. */
function signatureOf(body: string, key = SIGNING_KEY, seconds = Math.floor(Date.now() / 1_000)): string {
  const secret = key.replace(/^signkey-\w+-/, "");
  return `t=${seconds}&s=${createHmac("sha256", secret).update(body).update(String(seconds)).digest("hex")}`;
}

function call(signature: string | null, name = "forget-expired"): Promise<Response> {
  const event = { data: {}, name: "inngest/scheduled.timer" };
  // What is signed is the canonical form: names in the order of the alphabet.
  const body = JSON.stringify({
    ctx: {
      attempt: 0,
      disable_immediate_execution: false,
      run_id: "a-run",
      stack: { current: 0, stack: [] },
      use_api: false,
    },
    event,
    events: [event],
    steps: {},
    version: 2,
  });
  const headers = { host: "brand.test", "content-type": "application/json" };
  const url = `https://brand.test/api/inngest?fnId=openpartner-${name}&stepId=step`;
  if (!jobs.serve) throw new Error("Inngest's door is closed");
  const signed =
    signature === null
      ? headers
      : { ...headers, "x-inngest-signature": signature === "right" ? signatureOf(body) : signature };
  return jobs.serve(new Request(url, { method: "POST", headers: signed, body }));
}

describe("with Inngest's keys", () => {
  it("a signed call runs a function up to its next step, and the answer is signed", async () => {
    const response = await call("right");
    expect(response.status).toBe(206);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject([{ op: "StepRun", displayName: "replies" }]);
    const [, seconds, signature] =
      /^t=(\d+)&s=(\w+)$/.exec(response.headers.get("x-inngest-signature") ?? "") ?? [];
    expect(`t=${seconds}&s=${signature}`).toBe(signatureOf(body, SIGNING_KEY, Number(seconds)));
  });

  it.each([
    ["that is not signed", null],
    ["whose signature is wrong", `t=${Math.floor(Date.now() / 1_000)}&s=${"0".repeat(64)}`],
    ["that was signed an hour ago", signatureOf("{}", SIGNING_KEY, Math.floor(Date.now() / 1_000) - 3_600)],
  ])("a call %s runs nothing", async (_, signature) => {
    expect((await call(signature)).status).toBe(401);
  });

  it("changes are signalled with the event key, again and again while they wait", async () => {
    await world.database.inBrand(world.brandId, (tx) =>
      enqueue(tx, [{ topic: "t", subject: "s", payload: {} }]),
    );
    jobs.start();
    await expect.poll(() => arrived.length).toBeGreaterThan(1);
    expect(arrived[0]).toMatchObject({
      path: `/e/${EVENT_KEY}`,
      events: [{ name: "changes/waiting", data: { brandId: world.brandId } }],
    });
  });
});

describe("the engine", () => {
  const none = {
    INNGEST_EVENT_KEY: undefined,
    INNGEST_SIGNING_KEY: undefined,
    INNGEST_BASE_URL: undefined,
    INNGEST_DEV: undefined,
  };
  it("is the server's own runner without keys, and Inngest's dev server where INNGEST_DEV says so", () => {
    expect(openJobs(world.services, none)).toMatchObject({ serve: null });
    expect(openJobs(world.services, { ...none, INNGEST_DEV: "0" })).toMatchObject({ serve: null });
    expect(openJobs(world.services, { ...none, INNGEST_DEV: "1" })).toMatchObject({ runner: null });
  });

  it("is not chosen by half of the keys", () => {
    expect(() => openJobs(world.services, { ...none, INNGEST_EVENT_KEY: "x" })).toThrow("or neither");
  });
});
