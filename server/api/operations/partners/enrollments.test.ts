import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerEmails, customers, customerUsers } from "@/db/schema/facts/identity";
import { commissions } from "@/db/schema/ledger/commission";
import { rederivations } from "@/db/schema/roster/program";
import { normaliseEmail } from "@/server/partner/email";
import { partnerFacts } from "@/server/partner/read";
import { DAY_MS, HOUR_MS, now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { openShop, type Shop } from "@/tests/support/brand/shop";

let shop: Shop;
let programId: string;
beforeAll(async () => {
  shop = await openShop();
  programId = await shop.makeProgram();
});
afterAll(() => shop.drop());

const place = (partnerId: string, program = programId) => `/programs/${program}/partners/${partnerId}`;
const fixed = (value: string) => ({
  rules: [{ trigger: "every", eventType: "invoice_paid", kind: "fixed", value, currency: "USD" }],
});

async function pinFor(program: string, value: string): Promise<string> {
  const body = { ...fixed(value), effectiveFrom: now() + 300 * DAY_MS };
  const created = await shop.call("POST", `/programs/${program}/terms`, body);
  return String(created["termsId"]);
}

describe("an enrollment", () => {
  it("is there after it was said, once, however often it is said", async () => {
    const partnerId = await shop.makePartner();
    const first = await shop.call("PUT", place(partnerId));
    expect(first).toMatchObject({ partnerId, programId, termsId: null, to: null });
    const again = await Promise.all([1, 2, 3].map(() => shop.call("PUT", place(partnerId), {})));
    expect(again).toEqual([first, first, first]);
    expect((await shop.call("GET", `/partners/${partnerId}`))["enrollments"]).toHaveLength(1);
  });

  it("ends, once, and can begin again", async () => {
    const partnerId = await shop.makePartner([programId]);
    const replies = await Promise.all([1, 2].map(() => shop.send("DELETE", place(partnerId))));
    expect(replies.map(({ status, text }) => [status, text])).toEqual([
      [204, ""],
      [204, ""],
    ]);
    expect(await shop.call("GET", `/partners/${partnerId}`)).toMatchObject({ programIds: [] });
    await shop.call("PUT", place(partnerId));
    expect(await shop.call("GET", `/partners/${partnerId}`)).toMatchObject({
      programIds: [programId],
      enrollments: [{ to: expect.any(String) }, { to: null }],
    });
  });

  it("that pins a version shows the partner that one, and the brand what holds in general", async () => {
    const partnerId = await shop.makePartner([programId]);
    const termsId = await pinFor(programId, "7");
    await shop.call("PUT", place(partnerId), { termsId });
    const key = await shop.makePartnerKey(partnerId);
    const path = `/programs/${programId}`;
    const own = await shop.send("GET", path, { key });
    expect(own.json).toMatchObject({ terms: { id: termsId, rules: [{ value: "7.00" }] } });
    expect((await shop.send("GET", "/programs", { key })).json).toMatchObject({
      data: [{ terms: { id: termsId } }],
    });
    expect(await shop.call("GET", path)).not.toMatchObject({ terms: { id: termsId } });
    await shop.call("PUT", place(partnerId), {});
    expect((await shop.send("GET", path, { key })).json).not.toMatchObject({ terms: { id: termsId } });
  });

  it("changes its pin from now on, and loses it when none is named", async () => {
    const partnerId = await shop.makePartner([programId]);
    const termsId = await pinFor(programId, "1");
    expect(await shop.call("PUT", place(partnerId), { termsId })).toMatchObject({ termsId, to: null });
    expect(await shop.call("PUT", place(partnerId), {})).toMatchObject({ termsId: null, to: null });
    const { enrollments } = await shop.call("GET", `/partners/${partnerId}`);
    const [first, second, third] = enrollments as {
      from: string;
      to: string | null;
      termsId: string | null;
    }[];
    expect([first?.termsId, second?.termsId, third?.termsId]).toEqual([null, termsId, null]);
    expect([first?.to, second?.to, third?.to]).toEqual([second?.from, third?.from, null]);
  });

  it("names a partner, a program and terms of that program", async () => {
    const partnerId = await shop.makePartner();
    const foreign = await pinFor(await shop.makeProgram(), "1");
    const cases = [
      [place(newId()), {}, 404, "partner_not_found"],
      [place("x"), {}, 404, "partner_not_found"],
      [place(partnerId, newId()), {}, 404, "program_not_found"],
      [place(partnerId), { termsId: newId() }, 404, "terms_not_found"],
      [place(partnerId), { termsId: foreign }, 404, "terms_not_found"],
      [place(partnerId), { termsId: "x" }, 400, "invalid_body"],
    ] as const;
    for (const [path, json, status, error] of cases) {
      expect(await shop.send("PUT", path, { json })).toMatchObject({ status, json: { error } });
    }
    expect(await shop.send("DELETE", place(newId()))).toMatchObject({ status: 404 });
    expect(await shop.send("DELETE", place(partnerId, newId()))).toMatchObject({ status: 404 });
  });
});

/** A customer who clicked a link of a new partner five days ago. */
async function clicked(email?: string) {
  const partnerId = await shop.makePartner([programId]);
  const { code } = await shop.call("POST", "/links", { partnerId, programId });
  const cref = await shop.make("/clicks", { code, ts: now() - 5 * DAY_MS });
  const userId = newId();
  await shop.call("POST", "/attribution/identify", { cref, userId, email });
  return { partnerId, userId };
}

/** Reports a sale of 100.00, or asks again how it stands. */
async function stands(userId: string, ts: number): Promise<string> {
  const sale = { userId, type: "invoice_paid", value: "100", externalId: `${userId}:${ts}`, ts };
  const { attribution } = await shop.call("POST", "/attribution/events", sale);
  return (attribution as { status: string }).status;
}

/** What the ledger holds for a partner, in cents. */
async function owed(partnerId: string): Promise<number> {
  const { database, brandId } = shop.world;
  const entries = await database.inBrand(brandId, ({ orm }) =>
    orm.select().from(commissions).where(eq(commissions.partnerId, partnerId)),
  );
  const standing = entries.filter((entry) => entry.status !== "reversed");
  return standing.reduce((sum, entry) => sum + Number(entry.amountMinor), 0);
}

describe("a sale that is dated ahead", () => {
  it.each([
    ["revoked and reinstated", "POST", "/partners/:id/revoke", "POST", "/partners/:id/reinstate"],
    [
      "taken out of the program and put back",
      "DELETE",
      place(":id", ":program"),
      "PUT",
      place(":id", ":program"),
    ],
  ] as const)("follows its partner who is %s; one before stays", async (_, off, offPath, on, onPath) => {
    const { partnerId, userId } = await clicked();
    const at = (path: string) => path.replace(":id", partnerId).replace(":program", programId);
    const [before, ahead] = [now() - HOUR_MS, now() + HOUR_MS];
    expect([await stands(userId, before), await stands(userId, ahead)]).toEqual(["attributed", "attributed"]);
    expect(await owed(partnerId)).toBe(4_000);
    await shop.call(off, at(offPath));
    expect(await owed(partnerId)).toBe(2_000);
    expect([await stands(userId, before), await stands(userId, ahead)]).toEqual([
      "attributed",
      "partner_inactive",
    ]);
    await shop.call(on, at(onPath));
    expect(await stands(userId, ahead)).toBe("attributed");
    expect(await owed(partnerId)).toBe(4_000);
  });

  it("earns by the terms that its partner's enrollment pins since then", async () => {
    const { partnerId, userId } = await clicked();
    await stands(userId, now() - HOUR_MS);
    await stands(userId, now() + HOUR_MS);
    await shop.call("PUT", place(partnerId), { termsId: await pinFor(programId, "7") });
    expect(await owed(partnerId)).toBe(2_000 + 700);
  });
});

describe("a partner's address", () => {
  it("makes past sales to it self-referrals when it changes, in whatever spelling, and no longer when it changes back", async () => {
    const { partnerId, userId } = await clicked("ann.smith@gmail.com");
    const sold = now() - HOUR_MS;
    expect(await stands(userId, sold)).toBe("attributed");
    const { email } = await shop.call("GET", `/partners/${partnerId}`);
    await shop.call("PATCH", `/partners/${partnerId}`, { email: "AnnSmith+shop@GoogleMail.com" });
    expect(await owed(partnerId)).toBe(0);
    expect(await stands(userId, sold)).toBe("self_referral");
    await shop.call("PATCH", `/partners/${partnerId}`, { email });
    expect(await owed(partnerId)).toBe(2_000);
  });

  it("that too many customers share is worked through after the change, program by program", async () => {
    const partnerId = await shop.makePartner([programId]);
    const { database, brandId, services } = shop.world;
    const shared = "everybody@brand.com";
    const emailHash = services.secrets.keyedHash("email", normaliseEmail(shared));
    const users = Array.from({ length: 1_001 }, (_, index) => ({
      userId: `crowd-${index}`,
      customerId: newId(),
    }));
    const createdAt = now();
    await database.inBrand(brandId, async ({ orm }) => {
      await orm
        .insert(customers)
        .values(users.map(({ customerId }) => ({ brandId, id: customerId, createdAt })));
      await orm.insert(customerUsers).values(users.map((user) => ({ ...user, brandId })));
      await orm
        .insert(customerEmails)
        .values(users.map(({ userId }) => ({ brandId, userId, emailHash, createdAt })));
    });
    await shop.call("PATCH", `/partners/${partnerId}`, { email: shared });
    const noted = await database.inBrand(brandId, ({ orm }) => orm.select().from(rederivations));
    expect(noted).toMatchObject([{ programId, reason: `partner ${partnerId} changed` }]);
  });
});

it("deriving reads each partner's periods, addresses and enrollments, the earliest first", async () => {
  const [partnerId, other] = [await shop.makePartner([programId]), await shop.makePartner()];
  await shop.call("POST", `/partners/${partnerId}/revoke`);
  await shop.call("POST", `/partners/${partnerId}/reinstate`);
  await shop.call("DELETE", place(partnerId));
  const { database, brandId, services } = shop.world;
  const read = (ids: string[]) => database.inBrand(brandId, (tx) => partnerFacts(tx, ids));
  const { partners, enrollments } = await read([partnerId, other, newId()]);
  const email = String((await shop.call("GET", `/partners/${partnerId}`))["email"]);
  expect([...partners.keys()].sort()).toEqual([partnerId, other].sort());
  expect(partners.get(partnerId)).toEqual({
    id: partnerId,
    emailHashes: [services.secrets.keyedHash("email", normaliseEmail(email))],
    periods: [
      { from: expect.any(Number), to: expect.any(Number) },
      { from: expect.any(Number), to: null },
    ],
  });
  expect([...enrollments]).toEqual([
    [
      `${partnerId}:${programId}`,
      {
        partnerId,
        programId,
        periods: [{ from: expect.any(Number), to: expect.any(Number), termsId: null }],
      },
    ],
  ]);
  expect(await read([])).toEqual({ partners: new Map(), enrollments: new Map() });
});
