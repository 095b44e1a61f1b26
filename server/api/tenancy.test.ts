import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ingest } from "@/server/event/intake/ingest";
import { newId } from "@/server/platform/ids";
import { makeApi, type Received } from "@/tests/support/api";
import { makeKey } from "@/tests/support/brand/key";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";

/** Two brands in one database: this one asks, the other one has something to lose. */
let mine: World;
let theirs: World;
let send: (method: string, path: string, json?: unknown) => Promise<Received>;
let sendTheirs: (method: string, path: string, json?: unknown) => Promise<Received>;
let link: TestLink;
let clickId: string;
let eventId: string;
let webhookId: string;
let deliveryId: string;
let commissionId: string;

const sale = { userId: "customer", type: "invoice_paid", value: "100", externalId: "in_1" };

beforeAll(async () => {
  mine = await makeWorld();
  const brandId = newId();
  await mine.database.asSystem(
    "install",
    (sql) =>
      sql`insert into brands (id, slug, name, created_at) values (${brandId}, 'other', 'Other', now())`,
  );
  const ctx = { ...mine.ctx, actor: { kind: "admin" as const, brandId } };
  theirs = { ...mine, brandId, ctx };
  const [key, theirKey] = [await makeKey(mine, "secret"), await makeKey(theirs, "secret")];
  const api = makeApi(mine);
  send = (method, path, json) => api.send(method, path, { key, json });
  sendTheirs = (method, path, json) => api.send(method, path, { key: theirKey, json });
  await makeLink(mine);
  link = await makeLink(theirs);
  const idOf = (reply: Received, name = "id") => String((reply.json as Record<string, unknown>)[name]);
  clickId = idOf(await sendTheirs("POST", "/clicks", { code: link.code }));
  await sendTheirs("POST", "/attribution/identify", { cref: clickId, userId: sale.userId });
  eventId = idOf(await sendTheirs("POST", "/attribution/events", sale), "eventId");
  const page = await sendTheirs("GET", "/commissions");
  webhookId = idOf(await sendTheirs("POST", "/webhooks", { url: "https://hooks.brand.com/" }));
  deliveryId = idOf(await sendTheirs("POST", `/webhooks/${webhookId}/test`, {}));
  commissionId = (page.json as { data: { id: string }[] }).data[0]?.id ?? "";
});
afterAll(() => mine.drop());

describe("another brand's rows", () => {
  it.each([
    ["GET", () => `/commissions/${commissionId}`],
    ["POST", () => `/commissions/${commissionId}/approve`],
    ["POST", () => `/commissions/${commissionId}/reverse`],
    ["POST", () => `/commissions/${commissionId}/unreverse`],
    ["GET", () => `/attribution/events/${eventId}/explain`],
    ["POST", () => `/clicks/${clickId}/flag`],
    ["POST", () => `/clicks/${clickId}/unflag`],
    ["POST", () => `/programs/${link.programId}/terms`],
    ["POST", () => `/programs/${link.programId}/terms?preview=true`],
    ["PATCH", () => `/programs/${link.programId}`],
    ["GET", () => `/partners/${link.partnerId}/summary`],
    ["GET", () => `/partners/${link.partnerId}/funnel`],
    ["POST", () => `/partners/${link.partnerId}/revoke`],
    ["PATCH", () => `/webhooks/${webhookId}`],
    ["DELETE", () => `/webhooks/${webhookId}`],
    ["POST", () => `/webhooks/${webhookId}/test`],
    ["POST", () => `/webhooks/${webhookId}/rotate`],
    ["GET", () => `/webhooks/${webhookId}/deliveries`],
    ["GET", () => `/webhooks/deliveries/${deliveryId}`],
    ["POST", () => `/webhooks/deliveries/${deliveryId}/redeliver`],
  ])("are not found by %s, case %#", async (method, path) => {
    const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "1" }];
    const json = method === "GET" ? undefined : { reason: "none of your business", rules };
    const reply = await send(method, path(), json);
    expect([reply.status, (reply.json as { error: string }).error]).toEqual([
      404,
      expect.stringMatching(/_not_found$/),
    ]);
  });

  it("are in no list and in no figure", async () => {
    for (const list of ["/commissions", "/clicks", "/webhooks", `/commissions?eventId=${eventId}`])
      expect((await send("GET", list)).json).toEqual({ data: [], nextCursor: null });
    expect((await send("GET", "/summary")).json).toMatchObject({ clicks: 0, sales: 0, commissions: [] });
    expect((await sendTheirs("GET", "/summary")).json).toMatchObject({ clicks: 1, sales: 1 });
  });

  it("cannot be identified, redeemed, repeated or refunded", async () => {
    const cref = await send("POST", "/attribution/identify", { cref: clickId, userId: "me" });
    expect(cref.json).toMatchObject({ error: "click_not_found" });
    const coupon = { partnerId: link.partnerId, programId: link.programId, code: "THEIRS" };
    expect((await sendTheirs("POST", "/coupons", coupon)).status).toBe(201);
    const redeemed = await send("POST", "/coupons/redeem", { ...sale, code: "THEIRS", externalId: "in_2" });
    expect(redeemed.json).toMatchObject({ error: "coupon_not_found" });
    const own = await send("POST", "/attribution/events", { ...sale, value: "7" });
    expect(own.json).toMatchObject({ replayed: false, attribution: { status: "no_identity" } });
    for (const refundOf of [eventId, "in_1"]) {
      const refund = { userId: sale.userId, type: "refund", refundOf, externalId: `re of ${refundOf}` };
      expect((await send("POST", "/attribution/events", refund)).status).toBe(200);
    }
    const ledger = await sendTheirs("GET", `/commissions?eventId=${eventId}`);
    expect((ledger.json as { data: { status: string }[] }).data.map((one) => one.status)).toEqual([
      "pending",
    ]);
  });

  it("are not merged with rows of the same names", async () => {
    const actor = { kind: "admin" as const, brandId: mine.brandId };
    const stripe = { ...sale, value: "7", source: "stripe" as const, userId: "cus_1" };
    const [alias] = await ingest(mine.actorCtx(actor), [stripe]);
    expect(alias).toMatchObject({ ok: true, replayed: true, credit: { status: "no_identity" } });
    const explained = await sendTheirs("GET", `/attribution/events/${eventId}/explain`);
    expect(explained.json).toMatchObject({ customerIds: ["customer"] });
  });
});

describe("the role that requests run as", () => {
  const attempt = (statement: string) =>
    theirs.database.inBrand(theirs.brandId, async ({ sql }) => (await sql.unsafe(statement)).count);
  const DENIED = /permission denied/;

  it.each([
    "update commissions set amount_minor = 1",
    "update commissions set currency = 'EUR'",
    "update commissions set available_at = now()",
    "delete from commissions",
    "update events set value_minor = 1",
    "delete from events",
    "update clicks set verdict = 'valid'",
    "delete from clicks",
    "delete from identities",
    "update decisions set kind = 'flag'",
    "delete from decisions",
    "update terms set rules = '[]'",
    "update webhook_messages set body = ''",
    "delete from webhook_deliveries",
    "update webhook_attempts set status = 200",
  ])("may not say: %s", async (statement) => {
    await expect(attempt(statement)).rejects.toThrow(DENIED);
  });

  it("cannot touch a paid entry, whoever paid it", async () => {
    await theirs.database.asSystem(
      "install",
      (sql) => sql`update commissions set status = 'paid', paid_at = now() where id = ${commissionId}`,
    );
    const paid = /is paid and cannot change/;
    await expect(attempt("update commissions set status = 'pending'")).rejects.toThrow(paid);
    await expect(attempt("update commissions set reason = 'none'")).rejects.toThrow(paid);
    const asSystem = mine.database.asSystem("install", (sql) => sql`delete from commissions`);
    await expect(asSystem).rejects.toThrow(paid);
  });

  it("sees and changes no row of another brand, and cannot write one", async () => {
    const count = await mine.database.inBrand(mine.brandId, async ({ sql }) => {
      const rows = await sql`select 1 from commissions union all select 1 from clicks`;
      const changed = await sql`update commissions set status = 'reversed'`;
      return rows.length + changed.count;
    });
    expect(count).toBe(0);
    const foreign = mine.database.inBrand(
      mine.brandId,
      ({ sql }) => sql`
        insert into decisions (brand_id, id, kind, click_id, actor, created_at)
        values (${theirs.brandId}, ${newId()}, 'flag', ${clickId}, 'me', now())`,
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
    const across = mine.database.inBrand(
      mine.brandId,
      ({ sql }) => sql`
        insert into decisions (brand_id, id, kind, click_id, actor, created_at)
        values (${mine.brandId}, ${newId()}, 'flag', ${clickId}, 'me', now())`,
    );
    await expect(across).rejects.toThrow(/foreign key/);
  });
});
