import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyWebhook } from "@/sdk/src/server/webhook";
import { DAY_MS, HOUR_MS, MINUTE_MS, now, SECOND_MS } from "@/server/platform/clock";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";
import { deliverDue } from "./deliver";
import { fanOut } from "./fan-out";
import { claimDue } from "./store/claims";
import { openPost, type Post } from "./testing/post";
import { openReceiver, type Request, type TestReceiver } from "./testing/receiver";

type Message = { type: string; timestamp: string; data: Record<string, unknown> };
type Webhooked = { id: string; secret: string };

let story: Story;
let partner: StoryPartner;
let receiver: TestReceiver;
let post: Post;
let webhook: Webhooked;

beforeAll(async () => {
  story = await openStory();
  partner = await story.partner("Mara", await story.makeProgram({ name: "Main" }));
});
afterAll(() => story.drop());

const call = (method: string, path: string, json?: unknown) => story.call(method, path, json);
const register = async (more: object = {}) =>
  (await call("POST", "/webhooks", { url: receiver.url, ...more })) as unknown as Webhooked;

beforeEach(async () => {
  receiver = await openReceiver();
  post = await openPost(story.world);
  webhook = await register();
});
afterEach(async () => {
  post.end();
  for (const { id } of (await call("GET", "/webhooks?limit=100"))["data"] as { id: string }[])
    await call("DELETE", `/webhooks/${id}`);
  await receiver.close();
});

const messages = (requests: readonly Request[] = receiver.requests): Message[] =>
  requests.map((request) => JSON.parse(request.body) as Message);
const types = () => messages().map((message) => message.type);
/** The commission or event that a message is about. */
const subjectOf = ({ data }: Message): string =>
  String(data["id"] ?? (data["event"] as { id: string } | undefined)?.id);
const show = async () => {
  const list = (await call("GET", "/webhooks?limit=100"))["data"] as Record<string, unknown>[];
  return list.find(({ id }) => id === webhook.id) ?? {};
};
const log = async (query = "") =>
  (await call("GET", `/webhooks/${webhook.id}/deliveries${query}`))["data"] as Record<string, unknown>[];

/** A customer who came through the partner and paid 100.00 once. */
async function sale(): Promise<string> {
  const userId = story.fresh("buyer");
  await story.visit(partner, story.day(9), userId);
  return (await story.invoice(userId)).eventId;
}

describe("a sale", () => {
  it("is told as it happens, signed so that the SDK and Standard Webhooks believe it", async () => {
    const eventId = await sale();
    await post.carry();
    expect(types()).toEqual(
      expect.arrayContaining(["customer.identified", "event.attributed", "commission.created"]),
    );
    for (const { headers, body } of receiver.requests) {
      expect(headers).toMatchObject({
        "content-type": "application/json",
        "user-agent": "OpenPartner-Webhooks/1",
      });
      const sent = await verifyWebhook(body, headers, webhook.secret, { now });
      expect(sent.payload.type).toBe(messages([{ method: "", path: "", headers, body }])[0]?.type);
      expect(() => new Webhook(webhook.secret).verify(body, headers as Record<string, string>)).not.toThrow();
    }
    const created = messages().find(({ type }) => type === "commission.created");
    const [entry] = await story.entries(eventId);
    expect(created).toEqual({
      type: "commission.created",
      timestamp: expect.stringMatching(/Z$/),
      data: {
        id: entry?.id,
        kind: "accrual",
        status: "pending",
        amount: { amount: "20.00", minor: 2_000, currency: "USD" },
        partner: { id: partner.id, name: "Partner" },
        program: { id: partner.programId, name: "Main" },
        event: expect.objectContaining({
          id: eventId,
          type: "invoice_paid",
          value: { amount: "100.00", minor: 10_000, currency: "USD" },
        }),
        clickId: expect.any(String),
        clickDay: null,
        ruleId: "sales",
        termsId: expect.any(String),
        availableAt: entry?.availableAt,
        createdAt: expect.any(String),
        payoutId: null,
        reason: null,
      },
    });
  });

  it("is told once, however often its changes arrive and whoever sends them", async () => {
    await sale();
    const changes = await post.changes();
    const { services, brandId } = story.world;
    await Promise.all([1, 2, 3].map(() => fanOut(services, brandId, changes)));
    await Promise.all([1, 2, 3, 4].map(() => deliverDue(services, brandId)));
    await post.carry();
    expect(new Set(receiver.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(types().length);
    expect(types().sort()).toEqual(["commission.created", "customer.identified", "event.attributed"]);
  });

  it("is told to those who asked for its type", async () => {
    const other = await openReceiver();
    await register({ url: other.url, types: ["commission.created", "payout.paid"] });
    await sale();
    await post.carry();
    expect(messages(other.requests).map(({ type }) => type)).toEqual(["commission.created"]);
    await other.close();
  });
});

describe("one object's messages", () => {
  it("wait for the earlier one, while those of other objects do not", async () => {
    const [first, second] = [await sale(), await sale()];
    const [held] = await story.entries(first);
    receiver.answer = ({ body }) => ({ status: subjectOf(JSON.parse(body)) === held?.id ? 500 : 200 });
    await call("POST", `/commissions/${held?.id}/reverse`, { reason: "a test" });
    await post.carry();
    expect(types().filter((type) => type === "commission.reversed")).toEqual([]);
    const [other] = await story.entries(second);
    expect(messages().map(subjectOf)).toContain(other?.id);
    receiver.answer = () => ({ status: 200 });
    await post.live(MINUTE_MS, 10 * SECOND_MS);
    const told = messages().filter((message) => subjectOf(message) === held?.id);
    expect(told.map(({ type }) => type)).toEqual([
      "commission.created",
      "commission.created",
      "commission.reversed",
    ]);
    expect(told.at(-1)?.data).toMatchObject({ status: "reversed", reason: "a test" });
  });
});

describe("a receiver that is down", () => {
  it("for an hour gets everything afterwards, in order", async () => {
    receiver.answer = () => null;
    for (let i = 0; i < 12; i++) {
      const [entry] = await story.entries(await sale());
      if (i % 2 === 0) await call("POST", `/commissions/${entry?.id}/reverse`, { reason: "a test" });
      await post.carry();
      post.wait(5 * MINUTE_MS);
    }
    const asked = receiver.requests.length;
    // Once it is known to be down, it is asked now and then and not by every message.
    expect(asked).toBeLessThan(60);
    receiver.answer = () => ({ status: 200 });
    await post.live(20 * MINUTE_MS, MINUTE_MS);
    const delivered = messages(receiver.requests.slice(asked));
    const changes = (await post.changes()).filter(({ topic }) => topic !== "webhook.due");
    expect(delivered).toHaveLength(changes.length);
    for (const { topic, subject } of changes.filter(({ topic }) => topic === "commission.reversed")) {
      const told = delivered.filter((message) => subjectOf(message) === subject);
      expect(told.map(({ type }) => type)).toEqual(["commission.created", topic]);
    }
    expect(await show()).toMatchObject({ status: "active", failingSince: null });
  });

  it("for three days is paused, and gets everything once it is resumed", async () => {
    receiver.answer = () => ({ status: 503 });
    await sale();
    await post.carry();
    expect(await show()).toMatchObject({ status: "active", failingSince: expect.any(String) });
    await post.live(3 * DAY_MS + HOUR_MS, 10 * MINUTE_MS);
    expect(await show()).toMatchObject({
      status: "paused",
      pausedBy: "automatic",
      pauseReason: "Nothing was delivered for three days; the last answer was http_503.",
    });
    const told = (await post.changes()).filter(({ topic }) => topic === "webhook.paused");
    expect(told.map(({ subject, payload }) => [subject, payload["host"]])).toEqual([
      [webhook.id, new URL(receiver.url).host],
    ]);
    const asked = receiver.requests.length;
    await sale();
    await post.carry();
    await post.live(DAY_MS, HOUR_MS);
    expect(receiver.requests).toHaveLength(asked);
    receiver.answer = () => ({ status: 200 });
    await call("PATCH", `/webhooks/${webhook.id}`, { status: "active" });
    await post.carry();
    expect(messages(receiver.requests.slice(asked))).toHaveLength(6);
    expect(await log("?status=waiting")).toEqual([]);
  });

  it("is paused at once when it says that it is gone", async () => {
    receiver.answer = () => ({ status: 410 });
    await sale();
    await post.carry();
    expect(await show()).toMatchObject({
      status: "paused",
      pauseReason: "The receiver answered 410: it is gone.",
    });
    expect(await log("?status=failed")).toEqual([]);
  });

  it("rests for as long as it asks", async () => {
    receiver.answer = () => ({ status: 429, headers: { "retry-after": "600" } });
    await sale();
    await post.carry();
    const asked = receiver.requests.length;
    await post.live(9 * MINUTE_MS, MINUTE_MS);
    expect(receiver.requests).toHaveLength(asked);
    receiver.answer = () => ({ status: 200 });
    await post.live(3 * MINUTE_MS, MINUTE_MS);
    expect(await log("?status=waiting")).toEqual([]);
  });
});

it("a message that alone is refused for three days is given up, and holds up nobody else", async () => {
  const refused = (body: string) => JSON.parse(body).type === "customer.identified";
  receiver.answer = ({ body }) => ({ status: refused(body) ? 400 : 200 });
  await sale();
  await post.carry();
  for (let day = 0; day < 4; day++) {
    await sale();
    await post.carry();
    await post.live(DAY_MS, HOUR_MS);
  }
  expect(await show()).toMatchObject({ status: "active" });
  const failed = await log("?status=failed");
  expect(failed.length).toBeGreaterThan(0);
  expect(failed[0]).toMatchObject({
    type: "customer.identified",
    lastStatus: 400,
    lastError: "http_400",
    nextAttemptAt: null,
  });
  const delivered = await log("?status=delivered&limit=100");
  expect(delivered.map(({ type }) => type).filter((type) => type === "commission.created")).toHaveLength(5);
});

it("a receiver that takes its time delays nobody else, also with what comes meanwhile", async () => {
  const quick = await openReceiver();
  await register({ url: quick.url });
  let release = (): void => undefined;
  const held = new Promise<{ status: number }>((done) => {
    release = () => done({ status: 200 });
  });
  receiver.answer = () => held;
  const { services, brandId } = story.world;
  await sale();
  await fanOut(services, brandId, await post.changes());
  const delivering = deliverDue(services, brandId);
  await expect.poll(() => [receiver.requests.length, quick.requests.length]).toEqual([3, 3]);
  await sale();
  await fanOut(services, brandId, await post.changes());
  await expect.poll(() => [receiver.requests.length, quick.requests.length]).toEqual([3, 6]);
  release();
  await delivering;
  expect(receiver.requests).toHaveLength(6);
  await quick.close();
});

it("what a process had in hand when it died is sent by another", async () => {
  await sale();
  const { services, brandId, database } = story.world;
  await fanOut(services, brandId, await post.changes());
  const claims = await database.inBrand(brandId, (tx) => claimDue(tx, webhook.id, 10, MINUTE_MS));
  expect(claims).toHaveLength(3);
  await deliverDue(services, brandId);
  expect(receiver.requests).toEqual([]);
  await post.live(2 * MINUTE_MS, MINUTE_MS);
  expect(receiver.requests).toHaveLength(3);
});
