import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";
import { openPost, type Post } from "./testing/post";
import { openReceiver, type Request, type TestReceiver } from "./testing/receiver";

type Json = Record<string, unknown>;

let story: Story;
let mara: StoryPartner;
let noor: StoryPartner;
let key: string;
let tracker: TestReceiver;
let post: Post;

beforeAll(async () => {
  story = await openStory();
  const programId = await story.makeProgram();
  mara = await story.partner("Mara", programId);
  noor = await story.partner("Noor", programId);
  key = await story.makePartnerKey(mara.id);
});
afterAll(() => story.drop());
beforeEach(async () => {
  tracker = await openReceiver();
  post = await openPost(story.world);
});
afterEach(async () => {
  post.end();
  await story.world.database.asSystem(
    "install",
    (sql) => sql`update webhook_receivers set deleted_at = now()`,
  );
  await tracker.close();
});

const api = async (method: string, path: string, json?: unknown, as: string | undefined = key) => {
  const reply = await story.send(method, path, { ...(json ? { json } : {}), ...(as ? { key: as } : {}) });
  return { status: reply.status, json: (reply.json ?? {}) as Json };
};
const add = async (more: Json) => (await api("POST", "/postbacks", more)).json;

/** A customer who came by the partner's link with these sub ids, and paid. */
async function sale(partner: StoryPartner, click: Json = {}, invoice: Json = {}): Promise<[string, string]> {
  const userId = story.fresh("buyer");
  const cref = await story.visit(partner, story.day(9), userId);
  const { eventId } = await story.invoice(userId, { ...click, ...invoice });
  return [cref, eventId];
}
const entryOf = async (eventId: string) => (await story.entries(eventId))[0];
/** Whether this is what the library of Standard Webhooks would have signed. */
function isSigned(request: Request | undefined, content: string, secret: unknown): boolean {
  const {
    "webhook-id": id,
    "webhook-timestamp": time,
    "webhook-signature": signature,
  } = request?.headers ?? {};
  return signature === new Webhook(String(secret)).sign(String(id), new Date(Number(time) * 1_000), content);
}
const paths = () => tracker.requests.map(({ path }) => path);

describe("a postback", () => {
  it("calls the tracker with the macros filled in, percent-encoded", async () => {
    const macros = ["click_id", "event", "event_id", "transaction_id", "amount", "currency", "commission"];
    const more = ["commission_id", "status", "program_id", "partner_id", "payout_id", "coupon", "link"];
    const query = [...macros, ...more].map((name) => `${name}={${name}}`).join("&");
    await add({ url: `${tracker.url}/{event}?${query}` });
    const [cref, eventId] = await sale(mara, {}, { externalId: "in 1&2/3" });
    await sale(noor);
    await post.carry();
    expect(paths()).toHaveLength(1);
    const url = new URL(paths()[0] ?? "", tracker.url);
    expect(url.pathname).toBe("/in/invoice_paid");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      click_id: cref,
      event: "invoice_paid",
      event_id: eventId,
      transaction_id: "in 1&2/3",
      amount: "100.00",
      currency: "USD",
      commission: "20.00",
      commission_id: (await entryOf(eventId))?.id,
      status: "pending",
      program_id: mara.programId,
      partner_id: mara.id,
      payout_id: "",
      coupon: "",
      link: mara.code,
    });
    expect(tracker.requests[0]?.method).toBe("GET");
    expect(tracker.requests[0]?.body).toBe("");
  });

  it("hands sub ids and the country of the click on", async () => {
    await add({ url: `${tracker.url}?a={sub1}&b={sub2}&e={sub5}&c={country}&t={ts}` });
    const [cref, eventId] = await sale(mara);
    await story.world.database.asSystem(
      "install",
      (sql) => sql`update clicks set sub1 = 'a&b', sub5 = 'ü', country = 'DE' where id = ${cref}`,
    );
    await post.carry();
    const query = new URL(paths()[0] ?? "", tracker.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      a: "a&b",
      b: "",
      e: "ü",
      c: "DE",
      t: String(Math.floor(story.day(10) / 1_000)),
    });
    expect(eventId).not.toBe("");
  });

  it("tells of a payout", async () => {
    await add({
      url: `${tracker.url}?p={payout_id}&s={status}&a={amount}&c={currency}&e={event}`,
      types: ["payout.paid"],
    });
    const payload = {
      payoutId: newId(),
      partnerId: mara.id,
      amount: { amount: "80.00", minor: 8_000, currency: "EUR" },
    };
    const message = { topic: "payout.paid", subject: payload.payoutId, payload };
    await story.world.database.inBrand(story.world.brandId, (tx) =>
      enqueue(tx, [message, { ...message, payload: { ...payload, partnerId: noor.id } }]),
    );
    await post.carry();
    expect(paths()).toEqual([`/in?p=${payload.payoutId}&s=paid&a=80.00&c=EUR&e=`]);
  });

  it("posts a form, signed over its body", async () => {
    const { secret } = await add({
      url: tracker.url,
      method: "POST",
      body: "id={commission_id}&sum={commission}&state={status}",
      types: ["commission.created", "commission.reversed"],
    });
    const [, eventId] = await sale(mara);
    const entry = await entryOf(eventId);
    await story.call("POST", `/commissions/${entry?.id}/reverse`, { reason: "a test" });
    await post.carry();
    expect(tracker.requests.map(({ body }) => body)).toEqual([
      `id=${entry?.id}&sum=20.00&state=pending`,
      `id=${entry?.id}&sum=20.00&state=reversed`,
    ]);
    const [request] = tracker.requests;
    expect(request?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(isSigned(request, request?.body ?? "", secret)).toBe(true);
  });

  it("signs the address of a GET", async () => {
    const { secret } = await add({ url: `${tracker.url}?c={click_id}` });
    await sale(mara);
    await post.carry();
    const [request] = tracker.requests;
    expect(isSigned(request, new URL(request?.path ?? "", tracker.url).href, secret)).toBe(true);
  });

  it("has the same retries and log as a webhook, which its partner sees", async () => {
    const { id } = await add({ url: `${tracker.url}?c={click_id}` });
    tracker.answer = () => ({ status: 500 });
    await sale(mara);
    await post.carry();
    tracker.answer = () => ({ status: 200 });
    await post.live(60_000, 10_000);
    const [row] = (await api("GET", `/postbacks/${id}/deliveries`)).json["data"] as Json[];
    expect(row).toMatchObject({ status: "delivered", attempts: 2, type: "commission.created" });
    const { log } = (await api("GET", `/postbacks/deliveries/${row?.["id"]}`)).json as {
      log: { request: Json }[];
    };
    expect(log[0]?.request).toMatchObject({
      method: "GET",
      body: null,
      url: expect.stringContaining("?c=0"),
    });
    expect((await api("POST", `/postbacks/deliveries/${row?.["id"]}/redeliver`)).status).toBe(200);
    await post.carry();
    expect(paths()).toHaveLength(3);
  });

  it("can be tried with values that say so", async () => {
    const { id } = await add({ url: `${tracker.url}?c={click_id}&s={status}&m={commission}` });
    expect((await api("POST", `/postbacks/${id}/test`)).json).toMatchObject({ asked: true });
    await post.carry();
    expect(paths()).toEqual(["/in?c=test&s=test&m=0.00"]);
  });
});

describe("saving a postback", () => {
  it.each([
    [{ url: "https://t.example/?c={clickid}" }, "url", /\{clickid\} is no macro/],
    [{ url: "https://{sub1}.t.example/" }, "url", /host without macros/],
    [{ url: "http://169.254.169.254/{sub1}" }, "url", /not a public address/],
    [{ url: "https://me@t.example/{sub1}" }, "url", /user name/],
    [{ url: "https://t.example/", method: "POST", body: "a={b}" }, "body", /\{b\} is no macro/],
    [{ url: "https://t.example/", body: "a=1" }, "body", /GET request has no body/],
  ])("refuses %j", async (wanted, path, reason) => {
    const { status, json } = await api("POST", "/postbacks", wanted);
    expect([status, json["error"]]).toEqual([400, "invalid_body"]);
    expect(json["detail"]).toEqual([{ path, reason: expect.stringMatching(reason) }]);
  });

  it.each([{ types: ["partner.created"] }, { types: [] }, { method: "PUT" }])("refuses %j", async (more) => {
    expect((await add({ url: "https://t.example/", ...more }))["error"]).toBe("invalid_body");
  });

  it("checks a change like a new one", async () => {
    const { id } = await add({ url: "https://t.example/?c={click_id}" });
    expect((await api("PATCH", `/postbacks/${id}`, { url: "https://t.example/{nothing}" })).status).toBe(400);
    const changed = await api("PATCH", `/postbacks/${id}`, {
      method: "POST",
      body: "c={click_id}",
      status: "paused",
    });
    expect(changed.json).toMatchObject({
      method: "POST",
      body: "c={click_id}",
      status: "paused",
      pausedBy: expect.any(String),
    });
  });
});

describe("whose postbacks", () => {
  it("a partner adds, sees and changes are the partner's own", async () => {
    const mine = await add({ url: "https://t.example/" });
    expect(mine).toMatchObject({ partnerId: mara.id, types: ["commission.created"], method: "GET" });
    const theirs = (await api("POST", "/postbacks", { url: "https://t.example/", partnerId: noor.id }, ""))
      .json;
    expect(theirs["partnerId"]).toBe(noor.id);
    const list = (await api("GET", "/postbacks")).json["data"] as Json[];
    expect(list.map(({ id }) => id)).toEqual([mine["id"]]);
    expect((await api("GET", `/postbacks?partnerId=${noor.id}`)).json["data"]).toEqual([]);
    for (const [method, path] of [
      ["PATCH", ""],
      ["DELETE", ""],
      ["GET", "/deliveries"],
      ["POST", "/test"],
      ["POST", "/rotate"],
    ] as const) {
      const reply = await api(
        method,
        `/postbacks/${theirs["id"]}${path}`,
        method === "PATCH" ? {} : undefined,
      );
      expect([reply.status, reply.json["error"]]).toEqual([404, "postback_not_found"]);
    }
    expect(
      (await api("POST", "/postbacks", { url: "https://t.example/", partnerId: noor.id })).json["error"],
    ).toBe("partner_not_found");
  });

  it("the brand sees all of, and adds for whom it names", async () => {
    await add({ url: "https://t.example/" });
    const unnamed = await api("POST", "/postbacks", { url: "https://t.example/" }, "");
    expect(unnamed.json).toMatchObject({ error: "invalid_body", detail: [{ path: "partnerId" }] });
    const nobody = { url: "https://t.example/", partnerId: "01ARZ3NDEKTSV4RRFFQ69G5FAV" };
    expect((await api("POST", "/postbacks", nobody, "")).json["error"]).toBe("partner_not_found");
    expect(((await api("GET", "/postbacks", undefined, "")).json["data"] as Json[]).length).toBe(1);
    const postback = ((await api("GET", "/postbacks", undefined, "")).json["data"] as Json[])[0];
    const asWebhook = await api("PATCH", `/webhooks/${postback?.["id"]}`, { description: "no" }, "");
    expect(asWebhook.json["error"]).toBe("webhook_not_found");
  });

  it("are at most ten of one partner", async () => {
    for (let i = 0; i < 10; i++) await add({ url: "https://t.example/" });
    expect(await add({ url: "https://t.example/" })).toMatchObject({ error: "conflict" });
    expect(
      (await api("POST", "/postbacks", { url: "https://t.example/", partnerId: noor.id }, "")).status,
    ).toBe(201);
  });
});
