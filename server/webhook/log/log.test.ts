import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { openOutbound } from "@/server/platform/outbound/outbound";
import { openShop, type Shop } from "@/tests/support/brand/shop";
import { deliverDue } from "../deliver";
import { openPost, type Post } from "../testing/post";
import { openReceiver, type TestReceiver } from "../testing/receiver";

type Json = Record<string, unknown>;

let shop: Shop;
let receiver: TestReceiver;
let post: Post;
let webhook: { id: string; secret: string };

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.drop());
beforeEach(async () => {
  receiver = await openReceiver();
  post = await openPost(shop.world);
  webhook = (await shop.call("POST", "/webhooks", { url: receiver.url })) as typeof webhook;
});
afterEach(async () => {
  post.end();
  await shop.call("DELETE", `/webhooks/${webhook.id}`);
  await receiver.close();
});

const log = async (query = "") =>
  (await shop.call("GET", `/webhooks/${webhook.id}/deliveries${query}`))["data"] as Json[];
const detail = (id: unknown) => shop.call("GET", `/webhooks/deliveries/${id}`);

describe("the log of deliveries", () => {
  it("holds each request and what was answered", async () => {
    receiver.answer = () => ({ status: 500, headers: { "x-trace": "t-1" }, body: "out of\0order" });
    const partnerId = await shop.makePartner();
    await post.carry();
    receiver.answer = () => ({ status: 202, body: "thanks" });
    await post.live(MINUTE_MS, 10_000);
    const [row] = await log();
    expect(row).toMatchObject({
      type: "partner.created",
      status: "delivered",
      attempts: 2,
      lastStatus: 202,
      asked: false,
    });
    const shown = await detail(row?.["id"]);
    const attempts = shown["log"] as {
      request: Json & { headers: Record<string, string> };
      reply: Json;
      error: unknown;
    }[];
    expect(attempts.map(({ reply, error }) => [reply["status"], reply["body"], error])).toEqual([
      [202, "thanks", null],
      [500, "out of\uFFFDorder", "http_500"],
    ]);
    expect(attempts[1]?.reply["headers"]).toMatchObject({ "x-trace": "t-1" });
    const request = attempts[0]?.request;
    expect(request).toMatchObject({ method: "POST", url: receiver.url, body: shown["message"] });
    expect(request?.headers["webhook-id"]).toBe(row?.["messageId"]);
    expect(JSON.parse(String(shown["message"]))).toMatchObject({
      type: "partner.created",
      data: { partner: { id: partnerId, name: "Partner", email: expect.stringMatching(/@partners.test$/) } },
    });
  });

  it("holds no more of an answer than its beginning", async () => {
    receiver.answer = () => ({ status: 500, body: "x".repeat(100_000) });
    await shop.makePartner();
    await post.carry();
    const [row] = await log();
    const [attempt] = (await detail(row?.["id"]))["log"] as { reply: { body: string } }[];
    expect(attempt?.reply.body).toBe("x".repeat(4_096));
  });

  it("says that a redirect was not followed, and why nothing was answered", async () => {
    receiver.answer = () => ({ status: 302, headers: { location: "http://169.254.169.254/" } });
    await shop.makePartner();
    await post.carry();
    expect(receiver.requests).toHaveLength(1);
    expect((await log())[0]).toMatchObject({ status: "waiting", lastStatus: 302, lastError: "http_302" });
    post.wait(MINUTE_MS);
    const outbound = openOutbound({ allowed: [] });
    await deliverDue({ ...shop.world.services, outbound }, shop.world.brandId);
    expect((await log())[0]).toMatchObject({ lastStatus: null, lastError: "blocked_address", attempts: 2 });
  });

  it("is searched by state and type, in pages, newest first", async () => {
    for (let i = 0; i < 3; i++) await shop.makePartner();
    await post.carry();
    const all = (await log()).map(({ id }) => id);
    expect(all).toHaveLength(3);
    expect((await log("?status=delivered&type=partner.created")).map(({ id }) => id)).toEqual(all);
    expect(await log("?status=failed")).toEqual([]);
    expect(await log("?type=payout.paid")).toEqual([]);
    const first = await shop.call("GET", `/webhooks/${webhook.id}/deliveries?limit=2`);
    expect((await log(`?limit=2&cursor=${first["nextCursor"]}`)).map(({ id }) => id)).toEqual(all.slice(2));
  });
});

describe("a test", () => {
  it("is sent once, also to a paused webhook, and its failure counts for nothing", async () => {
    await shop.call("PATCH", `/webhooks/${webhook.id}`, { status: "paused" });
    receiver.answer = () => ({ status: 418 });
    const asked = await shop.call("POST", `/webhooks/${webhook.id}/test`);
    expect(asked).toMatchObject({ type: "webhook.test", status: "waiting", asked: true, attempts: 0 });
    await post.carry();
    await post.live(HOUR_MS, MINUTE_MS);
    expect(receiver.requests).toHaveLength(1);
    expect(JSON.parse(receiver.requests[0]?.body ?? "")).toMatchObject({ type: "webhook.test" });
    expect(await detail(asked["id"])).toMatchObject({ status: "failed", lastStatus: 418 });
    const list = (await shop.call("GET", "/webhooks"))["data"] as Json[];
    expect(list.find(({ id }) => id === webhook.id)).toMatchObject({ status: "paused", failingSince: null });
  });
});

it("tests are limited to sixty a minute", async () => {
  const path = `/webhooks/${webhook.id}/test`;
  for (let i = 0; i < 60; i++) await shop.call("POST", path);
  const reply = await shop.send("POST", path);
  expect(reply).toMatchObject({
    status: 429,
    json: { error: "rate_limited" },
    headers: { "retry-after": expect.stringMatching(/^6\d$/) },
  });
  post.wait(2 * MINUTE_MS);
  expect((await shop.send("POST", path)).status).toBe(200);
});

describe("redelivering", () => {
  it("sends what was delivered again, at once and under its old id", async () => {
    await shop.makePartner();
    await post.carry();
    const [row] = await log();
    const again = await shop.call("POST", `/webhooks/deliveries/${row?.["id"]}/redeliver`);
    expect(again).toMatchObject({ messageId: row?.["messageId"], asked: true, status: "waiting" });
    await post.carry();
    const [first, second] = receiver.requests;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(await log()).toHaveLength(2);
  });

  it("tries what waits now, unless the webhook is paused", async () => {
    receiver.answer = () => ({ status: 500 });
    await shop.makePartner();
    await post.carry();
    const [row] = await log();
    const path = `/webhooks/deliveries/${row?.["id"]}/redeliver`;
    receiver.answer = () => ({ status: 200 });
    expect(await shop.call("POST", path)).toMatchObject({ id: row?.["id"] });
    await post.carry();
    expect((await log())[0]).toMatchObject({ status: "delivered", attempts: 2 });
    await shop.call("PATCH", `/webhooks/${webhook.id}`, { status: "paused" });
    await shop.makePartner();
    await post.carry();
    const [waiting] = await log();
    const reply = await shop.send("POST", `/webhooks/deliveries/${waiting?.["id"]}/redeliver`);
    expect(reply).toMatchObject({ status: 409, json: { error: "conflict" } });
  });

  it.each([newId(), "no-id"])("finds no delivery %s", async (id) => {
    const reply = await shop.send("POST", `/webhooks/deliveries/${id}/redeliver`);
    expect(reply).toMatchObject({ status: 404, json: { error: "delivery_not_found" } });
    expect(await shop.send("GET", `/webhooks/deliveries/${id}`)).toMatchObject({ status: 404 });
  });
});

it("while a secret is replaced, either verifies; afterwards only the new one does", async () => {
  const rotated = await shop.call("POST", `/webhooks/${webhook.id}/rotate`, { overlapHours: 1 });
  const [old, fresh] = [webhook.secret, String(rotated["secret"])];
  const verifies = (secret: string): boolean => {
    const { body = "", headers = {} } = receiver.requests.at(-1) ?? {};
    const at = new Date(Number(headers["webhook-timestamp"]) * 1_000);
    const expected = new Webhook(secret).sign(String(headers["webhook-id"]), at, body);
    return String(headers["webhook-signature"]).split(" ").includes(expected);
  };
  await shop.makePartner();
  await post.carry();
  expect([verifies(fresh), verifies(old)]).toEqual([true, true]);
  post.wait(HOUR_MS);
  await shop.makePartner();
  await post.carry();
  expect([verifies(fresh), verifies(old)]).toEqual([true, false]);
});
