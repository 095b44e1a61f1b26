import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { transact } from "@/server/auth/context";
import { createKey } from "@/server/auth/create-key";
import { AppError } from "@/server/platform/errors";
import { enqueue } from "@/server/platform/outbox";
import { makeApi, type TestApi } from "@/tests/support/api";
import { makeWorld, type World } from "@/tests/support/world";
import { operation } from "../operation";
import { text } from "../schemas";

let world: World;
let api: TestApi;
let otherKey: string;
/** What the next run does besides leaving its mark. */
let fault: Error | null = null;
let slow: Promise<void> | null = null;

/** Leaves a message in the outbox as its mark, so that a test can count how often it took effect. */
const mark = (path: `/${string}`) =>
  operation({
    id: `mark ${path}`,
    method: "POST",
    path,
    tag: "Test",
    summary: "Leave a mark",
    access: { scope: "events:write" },
    query: z.strictObject({ of: z.string().optional() }),
    body: z.object({ topic: text(80), fail: z.boolean().optional() }),
    reply: z.object({ run: z.number() }),
    status: 201,
    errors: ["conflict"],
    run: async (ctx, { body }) => {
      await slow;
      await transact(ctx, (tx) => enqueue(tx, [{ topic: body.topic, subject: "test", payload: {} }]));
      if (body.fail) throw new AppError("conflict", "It was to fail.");
      if (fault) throw fault;
      return { run: ++runs };
    },
  });
let runs = 0;

beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world, [mark("/marks"), mark("/others/:id/marks")]);
  otherKey = (await createKey(world.ctx, { name: "Other", kind: "secret" })).secret;
});
afterAll(() => world.drop());
beforeEach(() => {
  fault = null;
  slow = null;
});

const send = (key: string, json: unknown, path = "/marks", caller?: string) =>
  api.send("POST", path, { json, headers: { "idempotency-key": key }, ...(caller ? { key: caller } : {}) });

async function marks(topic: string): Promise<number> {
  const [row] = await world.database.inBrand(
    world.brandId,
    (tx) => tx.sql<{ count: number }[]>`select count(*)::int as count from outbox where topic = ${topic}`,
  );
  return row?.count ?? 0;
}

describe("a POST with an Idempotency-Key", () => {
  it("takes effect once and gives the first reply again", async () => {
    const first = await send("once", { topic: "once" });
    const second = await send("once", { topic: "once" });
    expect(first.status).toBe(201);
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(await marks("once")).toBe(1);
  });

  it("is refused with another body, whatever became of the first", async () => {
    await send("other body", { topic: "a" });
    await send("other body of a refusal", { topic: "a", fail: true });
    for (const key of ["other body", "other body of a refusal"]) {
      const reply = await send(key, { topic: "b" });
      expect([reply.status, reply.json]).toEqual([
        422,
        expect.objectContaining({ error: "idempotency_mismatch" }),
      ]);
    }
    expect(await marks("b")).toBe(0);
  });

  it("takes effect once when both arrive at once", async () => {
    let release = (): void => undefined;
    slow = new Promise((resolve) => {
      release = resolve;
    });
    const both = [send("race", { topic: "race" }), send("race", { topic: "race" })];
    setTimeout(release, 100);
    const [first, second] = await Promise.all(both);
    expect(first?.status).toBe(201);
    expect(second?.text).toBe(first?.text);
    expect(await marks("race")).toBe(1);
  });

  it("gives a refusal again, and leaves nothing of it behind", async () => {
    const first = await send("refused", { topic: "refused", fail: true });
    const second = await send("refused", { topic: "refused", fail: true });
    expect(first.status).toBe(409);
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(await marks("refused")).toBe(0);
  });

  it.each([
    ["a wrong type", { topic: 7 }],
    ["a missing field", {}],
  ])("gives the refusal of %s again", async (name, json) => {
    const first = await send(name, json);
    expect(first.status).toBe(400);
    expect((await send(name, json)).text).toBe(first.text);
    expect((await send(name, { topic: "mended" })).status).toBe(422);
  });

  it.each([
    ["a fault", new Error("a test's fault"), 500],
    ["throttling", new AppError("rate_limited", "Too fast.", { retryAfterSeconds: 3 }), 429],
    ["absence of the database", new AppError("unavailable", "Not now."), 503],
  ])("runs anew after %s", async (topic, thrown, status) => {
    fault = thrown;
    const first = await send(topic, { topic });
    expect([first.status, await marks(topic)]).toEqual([status, 0]);
    fault = null;
    expect((await send(topic, { topic })).status).toBe(201);
    expect(await marks(topic)).toBe(1);
  });

  it("is one call per API key and route, query included", async () => {
    const calls = [
      await send("scope", { topic: "scope" }),
      await send("scope", { topic: "scope" }, "/marks", otherKey),
      await send("scope", { topic: "scope" }, "/marks?of=1"),
      await send("scope", { topic: "scope" }, "/others/1/marks"),
      await send("scope", { topic: "scope" }, "/others/2/marks"),
      await send("scope", { topic: "scope" }, `/others/${"x".repeat(8_000)}/marks`),
    ];
    expect(calls.map((call) => call.status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(await marks("scope")).toBe(6);
  });

  it("is refused when the key is empty or too long", async () => {
    for (const key of ["", "k".repeat(256)]) expect((await send(key, { topic: "key" })).status).toBe(400);
    expect((await send("k".repeat(255), { topic: "key" })).status).toBe(201);
  });

  it("is not answered to a caller who may not ask", async () => {
    await send("private", { topic: "private" });
    expect((await send("private", { topic: "private" }, "/marks", "op_unknown")).status).toBe(401);
  });
});

it("the database holds no reply in clear, because some hold a secret", async () => {
  await send("sealed", { topic: "sealed" });
  const rows = await world.database.inBrand(
    world.brandId,
    (tx) => tx.sql<{ reply: string }[]>`select reply from idempotency_records where reply is not null`,
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => row.reply.includes("{"))).toEqual([]);
});
