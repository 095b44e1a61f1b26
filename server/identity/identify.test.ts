import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outbox } from "@/db/schema/delivery/platform";
import { customerEmails, identities } from "@/db/schema/facts/identity";
import type { Actor } from "@/server/auth/context";
import { recordClick } from "@/server/click/keeping/record";
import { ingest } from "@/server/event/intake/ingest";
import { DAY_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { processLimits } from "@/server/platform/limits/limits";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { type Claim, identify } from "./identify";

let world: World;
let link: TestLink;

beforeAll(async () => {
  world = await makeWorld();
  link = await makeLink(world);
});
afterAll(() => world.drop());

const IP = "203.0.113.5";
const click = async (through = link, daysAgo = 10): Promise<Id> =>
  (await recordClick(world.ctx, { code: through.code, ts: now() - daysAgo * DAY_MS })).click.id;
const claim = (given: Claim, actor: Actor = world.ctx.actor) => identify(world.actorCtx(actor), given, IP);
const browser = (origin = "https://brand.com"): Actor => ({
  kind: "browser",
  brandId: world.brandId,
  origin,
});
const sell = (userId: string, externalId: string) =>
  ingest(world.ctx, [
    { userId, type: "invoice_paid", value: "100.00", currency: "USD", externalId, source: "api" },
  ]);

test("an event that came before is credited when its customer's click becomes known", async () => {
  const cref = await click();
  await sell("late", "in_late");
  const first = await claim({ cref, userId: "late" });
  expect(first).toMatchObject({ firstStitch: true, backfilledAttributions: 1 });
  expect(await claim({ cref, userId: "late" })).toEqual({
    identityId: first.identityId,
    firstStitch: false,
    backfilledAttributions: 0,
  });
});

test("the same claim several times at once is one identity, and one of them is the first", async () => {
  const cref = await click();
  await sell("twice", "in_twice");
  const results = await Promise.all(Array.from({ length: 8 }, () => claim({ cref, userId: "twice" })));
  expect(new Set(results.map((result) => result.identityId)).size).toBe(1);
  expect(results.filter((result) => result.firstStitch)).toHaveLength(1);
  expect(results.reduce((sum, result) => sum + result.backfilledAttributions, 0)).toBe(1);
});

test("of two users who claim one click at once, one is the first", async () => {
  const cref = await click();
  const results = await Promise.all(["x1", "x2", "x3", "x4"].map((userId) => claim({ cref, userId })));
  expect(results.filter((result) => result.firstStitch)).toHaveLength(1);
});

test("a claim is told to the outbox once", async () => {
  const cref = await click();
  const { identityId } = await claim({ cref, userId: "told" });
  await claim({ cref, userId: "told" });
  const rows = await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.select().from(outbox).where(eq(outbox.subject, "told")),
  );
  expect(rows.filter((row) => row.topic === "customer.identified").map((row) => row.payload)).toEqual([
    {
      identityId,
      clickId: cref,
      userId: "told",
      partnerId: link.partnerId,
      programId: link.programId,
      firstStitch: true,
    },
  ]);
});

test("an address is kept as a keyed hash of its normal form", async () => {
  const cref = await click();
  await claim({ cref, userId: "mail", email: "Jane.Doe+shop@GMail.com" });
  const rows = await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.select().from(customerEmails).where(eq(customerEmails.userId, "mail")),
  );
  expect(rows.map((row) => row.emailHash)).toEqual([
    world.services.secrets.keyedHash("email", "janedoe@gmail.com"),
  ]);
});

test("an address that turns out to be the partner's takes the credit back", async () => {
  const own = await makeLink(world, { email: "self@partner.test" });
  const cref = await click(own);
  await claim({ cref, userId: "self" });
  await sell("self", "in_self");
  await claim({ cref, userId: "self", email: "self@partner.test" });
  const [again] = await sell("self", "in_self");
  expect(again).toMatchObject({ ok: true, replayed: true, credit: { status: "self_referral" } });
});

test("the time of a claim is kept beside the time it was learnt", async () => {
  const cref = await click();
  const ts = now() - DAY_MS;
  const { identityId } = await claim({ cref, userId: "timed", ts });
  const [row] = await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.select().from(identities).where(eq(identities.id, identityId)),
  );
  expect(row?.ts).toBe(ts);
  expect(row?.createdAt).toBeGreaterThan(ts);
});

test.each(["01JD0000000000000000000000", "nonsense", "", "\ud800"])("%j is no click", async (cref) => {
  await expect(claim({ cref, userId: "u" })).rejects.toMatchObject({ code: "click_not_found" });
});

test("a time before 2000 or too far ahead is refused", async () => {
  const cref = await click();
  for (const ts of [1_700_000_000, now() + 25 * 3_600_000, 8.64e15]) {
    await expect(claim({ cref, userId: "u", ts })).rejects.toMatchObject({ code: "invalid_time" });
  }
});

test.each(["https://brand.com", "https://shop.brand.com", "http://brand.com", "https://brand.com:8443"])(
  "a page of %s may call without a key",
  async (origin) => {
    await expect(
      claim({ cref: await click(), userId: `of ${origin}` }, browser(origin)),
    ).resolves.toBeDefined();
  },
);

test.each([
  "https://evil.com",
  "https://brand.com.evil.com",
  "https://evilbrand.com",
  "null",
  "file://",
  "brand.com",
  "https://brand.com@evil.com",
])("a page of %s may not, and does not learn which clicks exist", async (origin) => {
  for (const cref of [await click(), "nonsense"]) {
    await expect(claim({ cref, userId: "u" }, browser(origin))).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("a page of one program may not claim another program's click", async () => {
  const other = await makeLink(world, { program: { destinationUrl: "https://other.test/" } });
  const cref = await click(other);
  await expect(claim({ cref, userId: "u" }, browser())).rejects.toMatchObject({ code: "forbidden" });
  await expect(claim({ cref, userId: "u" }, browser("https://other.test"))).resolves.toBeDefined();
});

test("where identities must be signed, a page needs the signature of the userId and a server does not", async () => {
  const signed = await makeLink(world, { program: { identifyAuth: "signed" } });
  const cref = await click(signed);
  const signature = createHmac("sha256", "a secret to sign with").update("ünï").digest("hex");
  await expect(claim({ cref, userId: "ünï" }, browser())).rejects.toMatchObject({ code: "forbidden" });
  await expect(claim({ cref, userId: "other", signature }, browser())).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(claim({ cref, userId: "ünï", signature }, browser())).resolves.toBeDefined();
  await expect(claim({ cref, userId: "by server" })).resolves.toBeDefined();
});

test("where only servers may claim, a page may not", async () => {
  const closed = await makeLink(world, { program: { identifyAuth: "server" } });
  const cref = await click(closed);
  const publishable: Actor = { kind: "publishable", brandId: world.brandId, keyId: cref, origin: null };
  await expect(claim({ cref, userId: "u" }, browser())).rejects.toMatchObject({ code: "forbidden" });
  await expect(claim({ cref, userId: "u" }, publishable)).rejects.toMatchObject({ code: "forbidden" });
  await expect(claim({ cref, userId: "u" })).resolves.toBeDefined();
});

test("without a key an address may claim 120 times a minute", async () => {
  const ctx = { services: { ...world.services, limits: processLimits() }, actor: browser() };
  const cref = await click();
  for (let i = 0; i < 120; i++) await identify(ctx, { cref, userId: "often" }, IP);
  await expect(identify(ctx, { cref, userId: "often" }, IP)).rejects.toMatchObject({ code: "rate_limited" });
  await expect(identify(ctx, { cref, userId: "often" }, "203.0.113.6")).resolves.toBeDefined();
  await expect(
    identify({ ...ctx, actor: world.ctx.actor }, { cref, userId: "often" }, IP),
  ).resolves.toBeDefined();
});

test("a partner's key may not claim", async () => {
  const partner: Actor = {
    kind: "partner",
    brandId: world.brandId,
    keyId: link.linkId,
    partnerId: link.partnerId,
    scopes: "all",
  };
  await expect(claim({ cref: await click(), userId: "u" }, partner)).rejects.toMatchObject({
    code: "forbidden",
  });
});
