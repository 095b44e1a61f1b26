import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "@/server/platform/clock";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";
import { brandsWithDue } from "../due-brands";
import { forgetMessages } from "../forget";
import { openPost, type Post } from "../testing/post";
import { openReceiver, type TestReceiver } from "../testing/receiver";

type Message = { type: string; data: Record<string, unknown> };

let story: Story;
let partner: StoryPartner;
let receiver: TestReceiver;
let post: Post;

beforeAll(async () => {
  story = await openStory();
  partner = await story.partner("Mara", await story.makeProgram({ name: "Main" }));
  receiver = await openReceiver();
  await story.call("POST", "/webhooks", { url: receiver.url });
});
afterAll(async () => {
  await receiver.close();
  await story.drop();
});
beforeEach(async () => {
  post = await openPost(story.world);
  receiver.requests.length = 0;
});
afterEach(() => post.end());

const told = async (type: string): Promise<Message["data"][]> => {
  await post.carry();
  const messages = receiver.requests.map(({ body }) => JSON.parse(body) as Message);
  return messages.filter((message) => message.type === type).map(({ data }) => data);
};
const names = () => ({
  partner: { id: partner.id, name: "Partner" },
  program: { id: partner.programId, name: "Main" },
});

describe("a message says", () => {
  it("which customer was identified by which click", async () => {
    const userId = story.fresh("user");
    const clickId = await story.visit(partner, story.day(1), userId);
    expect(await told("customer.identified")).toEqual([
      { identityId: expect.any(String), clickId, userId, firstStitch: true, ...names() },
    ]);
  });

  it("who is credited with an event, and with how much of it", async () => {
    const userId = story.fresh("user");
    const clickId = await story.visit(partner, story.day(1), userId);
    const { eventId } = await story.invoice(userId, { externalId: "in_credited" });
    expect(await told("event.attributed")).toEqual([
      {
        event: {
          id: eventId,
          type: "invoice_paid",
          externalId: "in_credited",
          userId,
          ts: new Date(story.day(10)).toISOString(),
          value: { amount: "100.00", minor: 10_000, currency: "USD" },
        },
        model: "last_click",
        touches: [
          {
            clickId,
            partner: { id: partner.id, name: "Partner" },
            program: { id: partner.programId, name: "Main" },
            weight: 1,
          },
        ],
      },
    ]);
  });

  it("which state of a commission it tells of, whatever came later", async () => {
    const userId = story.fresh("user");
    await story.visit(partner, story.day(1), userId);
    const { eventId } = await story.invoice(userId);
    const [entry] = await story.entries(eventId);
    await story.call("POST", `/commissions/${entry?.id}/reverse`, { reason: "fraud" });
    expect(await told("commission.created")).toEqual([
      expect.objectContaining({ id: entry?.id, status: "pending", reason: null, ...names() }),
    ]);
    expect(await told("commission.reversed")).toEqual([
      expect.objectContaining({ id: entry?.id, status: "reversed", reason: "fraud", ...names() }),
    ]);
  });

  it("what a partial refund took back, as a commission that replaces the first", async () => {
    const userId = story.fresh("user");
    await story.visit(partner, story.day(1), userId);
    const { eventId } = await story.invoice(userId);
    await story.event({
      userId,
      type: "refund",
      value: "40",
      refundOf: eventId,
      externalId: story.fresh("re"),
      ts: story.day(11),
    });
    const amounts = (await told("commission.created")).map(({ amount }) => amount);
    expect(amounts).toEqual([
      { amount: "20.00", minor: 2_000, currency: "USD" },
      { amount: "12.00", minor: 1_200, currency: "USD" },
    ]);
    expect(await told("commission.reversed")).toHaveLength(1);
  });

  it("why a person gave an amount, and why it was reversed", async () => {
    const { id: partnerId, programId } = partner;
    const given = { partnerId, programId, amount: "25.00", currency: "USD", reason: "Best of the month" };
    const { id } = (await story.call("POST", "/commissions", given)) as { id: string };
    await story.call("POST", `/commissions/${id}/reverse`, { reason: "meant for another" });
    const about = {
      id,
      kind: "bonus",
      event: null,
      amount: { amount: "25.00", minor: 2_500, currency: "USD" },
    };
    const [created] = await told("commission.created");
    expect(created).toMatchObject({ ...about, status: "pending", ...names() });
    expect(created?.["reason"]).toMatch(/^Best of the month/);
    expect(await told("commission.approved")).toEqual([
      expect.objectContaining({ ...about, status: "approved" }),
    ]);
    expect(await told("commission.reversed")).toEqual([
      expect.objectContaining({
        status: "reversed",
        reason: "Best of the month (reversed: meant for another)",
      }),
    ]);
  });

  it("which click was flagged, and why", async () => {
    const clickId = await story.click(partner, story.day(1));
    await story.call("POST", `/clicks/${clickId}/flag`, { reason: "a bot" });
    expect(await told("click.flagged")).toEqual([{ clickId, reason: "a bot", ...names() }]);
  });

  it("what became of a partner", async () => {
    const id = await story.makePartner();
    await story.call("POST", `/partners/${id}/revoke`, { reason: "spam" });
    await story.call("POST", `/partners/${id}/reinstate`);
    const about = { id, name: "Partner", email: expect.stringMatching(/@/) };
    expect(await told("partner.created")).toEqual([{ partner: about }]);
    expect(await told("partner.revoked")).toEqual([{ partner: about, reason: "spam" }]);
    expect(await told("partner.activated")).toEqual([{ partner: about }]);
  });

  it("for which day clicks were paid", async () => {
    const rule = {
      id: "clicks",
      trigger: "every",
      eventType: "click",
      kind: "fixed",
      value: "0.10",
      currency: "USD",
    };
    const paid = await story.partner("Noor", await story.makeProgram({ terms: { rules: [rule] } }));
    await story.click(paid, story.day(1));
    const [created] = await told("commission.created");
    expect(created).toMatchObject({ event: null, clickId: null, amount: { minor: 10 } });
    expect(created?.["clickDay"]).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

describe("messages of whatever the outbox holds besides", () => {
  it("are not sent", async () => {
    const id = await story.makePartner();
    await story.call("POST", `/partners/${id}/invite`);
    expect(await told("partner.invite")).toEqual([]);
    expect(receiver.requests).toHaveLength(1);
  });
});

it("a brand with something due is found, and one with nothing due is not", async () => {
  receiver.answer = () => ({ status: 500 });
  await story.makePartner();
  await post.carry();
  const { services, brandId } = story.world;
  expect(await brandsWithDue(services)).toEqual([]);
  post.wait(10_000);
  expect(await brandsWithDue(services)).toEqual([brandId]);
  receiver.answer = () => ({ status: 200 });
  await post.carry();
  expect(await brandsWithDue(services)).toEqual([]);
});

it("messages are forgotten after 30 days with their deliveries and log", async () => {
  await story.makePartner();
  await post.carry();
  const count = async () => {
    const [row] = await story.world.database.asSystem(
      "install",
      (sql) => sql<{ rows: number[] }[]>`
        select array[(select count(*) from webhook_messages), (select count(*) from webhook_deliveries),
          (select count(*) from webhook_attempts)]::int[] as rows`,
    );
    return row?.rows;
  };
  post.wait(29 * DAY_MS);
  await forgetMessages(story.world.services);
  expect(Math.min(...((await count()) ?? []))).toBeGreaterThan(0);
  post.wait(2 * DAY_MS);
  await forgetMessages(story.world.services);
  expect(await count()).toEqual([0, 0, 0]);
});
