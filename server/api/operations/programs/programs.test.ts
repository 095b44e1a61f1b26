import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settingsOperations } from "@/server/api/operations/brand/settings";
import { newId } from "@/server/platform/ids";
import { makeApi, type Sent, type TestApi } from "@/tests/support/api";
import { makeKey } from "@/tests/support/brand/key";
import { makeLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { programReply, updatedProgramReply } from "./program-schemas";
import { programOperations } from "./programs";
import { termsOperations } from "./terms";

let world: World;
let testApi: TestApi;

beforeAll(async () => {
  world = await makeWorld();
  testApi = makeApi(world, [...programOperations, ...termsOperations, ...settingsOperations]);
});
afterAll(() => world.drop());

async function api(method: string, path: string, sent?: Sent) {
  const { status, json } = await testApi.send(method, path, sent);
  return { status, json: (json ?? {}) as Record<string, unknown> };
}

let count = 0;
const rule = { trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" };
const bodyWith = (rest: object = {}) => ({
  name: "Affiliates",
  slug: `program-${++count}`,
  destinationUrl: "https://brand.com/start",
  terms: { rules: [rule] },
  ...rest,
});
const create = (rest?: object) => api("POST", "/programs", { json: bodyWith(rest) });
const created = async (rest?: object) =>
  (await create(rest)).json as Record<string, unknown> & { id: string };
const idsOf = (json: Record<string, unknown>) => (json["data"] as { id: string }[]).map(({ id }) => id);
const jobs = (programId: string) =>
  world.database.inBrand(
    world.brandId,
    (tx) => tx.sql<{ id: string; reason: string }[]>`
      select id, reason from rederivations where program_id = ${programId} order by id`,
  );

describe("a new program", () => {
  it("takes the brand's currency and time zone, and the usual settings", async () => {
    await api("PATCH", "/settings", { json: { currency: "EUR", timeZone: "Europe/Paris" } });
    const { status, json } = await create();
    expect(status).toBe(201);
    expect(json).toMatchObject({
      name: "Affiliates",
      destinationUrl: "https://brand.com/start",
      allowedDomains: [],
      currency: "EUR",
      timeZone: "Europe/Paris",
      startsAt: null,
      endsAt: null,
      status: "active",
      commissionApproval: "auto",
      identifyAuth: "open",
      cookies: true,
      allowSelfReferral: false,
      couponPriority: "last_touch",
      terms: {
        attributionModel: "last_click",
        attributionWindowDays: 60,
        cookieWindowDays: 90,
        holdbackDays: 15,
      },
    });
    expect(json["terms"]).toMatchObject({ programId: json["id"], effectiveFrom: json["createdAt"] });
    expect(programReply.strict().safeParse(json).error).toBeUndefined();
    expect((await api("GET", `/programs/${json["id"]}`)).json).toEqual(json);
  });

  it("keeps what it was given", async () => {
    const json = await created({
      allowedDomains: ["Shop.Brand.com", "bücher.de", "shop.brand.com"],
      currency: "jpy",
      timeZone: "Asia/Tokyo",
      startsAt: "2026-01-01T00:00:00+09:00",
      endsAt: 1_800_000_000_000,
      status: "paused",
      commissionApproval: "manual",
      identifyAuth: "signed",
      cookies: false,
      allowSelfReferral: true,
      couponPriority: "coupon",
      terms: {
        attributionModel: "time_decay",
        halfLifeDays: 14,
        attributionWindowDays: 30,
        cookieWindowDays: 45,
        holdbackDays: 0,
        rules: [
          { id: "sale", ...rule, value: "12.50", maxAmount: 100, currency: "usd", months: 12 },
          { id: "bonus", trigger: "first", eventType: "signup", kind: "fixed", value: 5, currency: "usd" },
        ],
      },
    });
    expect(json).toMatchObject({
      allowedDomains: ["shop.brand.com", "xn--bcher-kva.de"],
      currency: "JPY",
      startsAt: "2025-12-31T15:00:00.000Z",
      endsAt: "2027-01-15T08:00:00.000Z",
      status: "paused",
      identifyAuth: "signed",
      cookies: false,
      couponPriority: "coupon",
      terms: {
        halfLifeDays: 14,
        holdbackDays: 0,
        rules: [
          { id: "sale", value: "12.5", maxAmount: "100.00", currency: "USD", months: 12 },
          { id: "bonus", trigger: "first", value: "5.00", currency: "USD", months: null, maxAmount: null },
        ],
      },
    });
  });

  it("needs a slug of its own, also when two arrive at once", async () => {
    const body = bodyWith();
    const replies = await Promise.all([0, 1, 2].map(() => api("POST", "/programs", { json: body })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(replies.find(({ status }) => status === 409)?.json["error"]).toBe("conflict");
  });

  it.each<[string, object, string]>([
    ["no terms", { terms: undefined }, "invalid_body"],
    ["no rules", { terms: { rules: [] } }, "invalid_body"],
    ["a percentage above 100", { terms: { rules: [{ ...rule, value: "101" }] } }, "invalid_amount"],
    ["a negative percentage", { terms: { rules: [{ ...rule, value: -1 }] } }, "invalid_amount"],
    ["an unknown model", { terms: { attributionModel: "luck", rules: [rule] } }, "invalid_body"],
    ["a window of 400 days", { terms: { attributionWindowDays: 400, rules: [rule] } }, "invalid_body"],
    [
      "a rule in an unknown currency",
      { terms: { rules: [{ ...rule, currency: "ABC" }] } },
      "invalid_currency",
    ],
    ["an unknown currency", { currency: "ABC" }, "invalid_currency"],
    ["an unknown time zone", { timeZone: "Mars/Olympus" }, "invalid_body"],
    ["a slug with spaces", { slug: "my program" }, "invalid_body"],
    ["a script as destination", { destinationUrl: "javascript:alert(1)" }, "invalid_body"],
    ["a password in the destination", { destinationUrl: "https://a:b@brand.com" }, "invalid_body"],
    ["a wildcard domain", { allowedDomains: ["*.brand.com"] }, "invalid_body"],
    ["a public suffix as domain", { allowedDomains: ["co.uk"] }, "invalid_body"],
    ["an end before its start", { startsAt: 2_000, endsAt: 2_000 }, "invalid_body"],
    ["a start that is no time", { startsAt: "tomorrow" }, "invalid_body"],
  ])("with %s is refused", async (_what, rest, error) => {
    const before = (await api("GET", "/programs")).json;
    const { status, json } = await create(rest);
    expect([status, json["error"]]).toEqual([400, error]);
    expect((await api("GET", "/programs")).json).toEqual(before);
  });
});

describe("a change of a program", () => {
  it("touches only what is given, and starts no re-derivation when nothing that decides changed", async () => {
    const before = await created();
    const { status, json } = await api("PATCH", `/programs/${before.id}`, {
      json: { name: "Partners", allowedDomains: ["Brand.org"], timeZone: before["timeZone"], cookies: false },
    });
    expect(status).toBe(200);
    expect(json).toEqual({
      ...before,
      name: "Partners",
      allowedDomains: ["brand.org"],
      cookies: false,
      jobId: null,
    });
    expect(updatedProgramReply.strict().safeParse(json).error).toBeUndefined();
    expect(await jobs(before.id)).toEqual([]);
  });

  it.each([
    { startsAt: "2026-01-01T00:00:00Z" },
    { endsAt: "2036-01-01T00:00:00Z" },
    { timeZone: "Asia/Tokyo" },
    { allowSelfReferral: true },
    { couponPriority: "click" },
  ])("that decides what past events earn starts a re-derivation: %j", async (change) => {
    const { id } = await created();
    const { json } = await api("PATCH", `/programs/${id}`, { json: change });
    expect(await jobs(id)).toEqual([
      { id: json["jobId"], reason: `the program's ${Object.keys(change)[0]} changed` },
    ]);
    expect((await api("PATCH", `/programs/${id}`, { json: change })).json["jobId"]).toBeNull();
  });

  it("can take a date away", async () => {
    const { id } = await created({ endsAt: "2036-01-01T00:00:00Z" });
    expect((await api("PATCH", `/programs/${id}`, { json: { endsAt: null } })).json["endsAt"]).toBeNull();
  });

  it("is refused when dates that were set before would be out of order", async () => {
    const { id } = await created({ endsAt: 2_000 });
    expect((await api("PATCH", `/programs/${id}`, { json: { startsAt: 3_000 } })).json["error"]).toBe(
      "invalid_body",
    );
  });

  it("cannot take another program's slug, and changes nothing then", async () => {
    const [one, other] = [await created(), await created()];
    const { status, json } = await api("PATCH", `/programs/${one.id}`, {
      json: { slug: other["slug"], name: "Both" },
      headers: { "idempotency-key": "k" },
    });
    expect([status, json["error"]]).toEqual([409, "conflict"]);
    expect((await api("GET", `/programs/${one.id}`)).json).toEqual(one);
  });

  it("of terms is refused with a word on where it belongs", async () => {
    const { id } = await created();
    const { status, json } = await api("PATCH", `/programs/${id}`, { json: { terms: { rules: [rule] } } });
    expect(status).toBe(400);
    expect(json["message"]).toContain("/terms");
  });
});

describe("programs", () => {
  it("are listed newest first, by page and status", async () => {
    const made = [await created(), await created({ status: "paused" }), await created()].map(({ id }) => id);
    const page = (await api("GET", "/programs?limit=2")).json;
    expect(idsOf(page)).toEqual([made[2], made[1]]);
    expect(idsOf((await api("GET", `/programs?limit=1&cursor=${page["nextCursor"]}`)).json)).toEqual([
      made[0],
    ]);
    expect(idsOf((await api("GET", "/programs?limit=1&status=paused")).json)).toEqual([made[1]]);
    expect((await api("GET", "/programs?name=x")).json["error"]).toBe("invalid_query");
  });

  it("show a partner's key those in which the partner is enrolled, and no secrets or versions", async () => {
    const { programId, partnerId } = await makeLink(world);
    const other = await created();
    const key = await makeKey(world, "partner", { partnerId, scopes: ["programs:read"] });
    expect(idsOf((await api("GET", "/programs", { key })).json)).toEqual([programId]);
    expect((await api("GET", `/programs/${programId}`, { key })).status).toBe(200);
    expect((await api("GET", `/programs/${other.id}`, { key })).json["error"]).toBe("program_not_found");
    expect((await api("GET", `/programs/${programId}/terms`, { key })).json["error"]).toBe("forbidden");
    expect((await api("GET", `/programs/${programId}/identify-secret`, { key })).status).toBe(403);
  });

  it.each([
    ["GET", ""],
    ["PATCH", ""],
    ["GET", "/terms"],
    ["GET", "/identify-secret"],
    ["POST", "/identify-secret"],
  ])("that are none are 404 to %s%s", async (method, rest) => {
    for (const id of [newId(), "no-id"]) {
      const { status, json } = await api(
        method,
        `/programs/${id}${rest}`,
        method === "PATCH" ? { json: {} } : {},
      );
      expect([status, json["error"]]).toEqual([404, "program_not_found"]);
    }
  });

  it("list their terms with who made them", async () => {
    const { id, terms } = await created();
    const { json } = await api("GET", `/programs/${id}/terms`);
    expect(json).toEqual({ data: [{ ...(terms as object), createdBy: "admin" }], nextCursor: null });
  });
});

describe("the secret that signs user ids", () => {
  it("is the same until it is replaced", async () => {
    const { id } = await created();
    const path = `/programs/${id}/identify-secret`;
    const first = (await api("GET", path)).json["secret"];
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect((await api("GET", path)).json["secret"]).toBe(first);
    const { status, json } = await api("POST", path);
    expect(status).toBe(200);
    expect(json["secret"]).not.toBe(first);
    expect((await api("GET", path)).json).toEqual(json);
  });

  it("is in no program's reply, and needs programs:write", async () => {
    const program = await created();
    const key = await makeKey(world, "secret", { scopes: ["programs:read"] });
    expect(JSON.stringify(program)).not.toMatch(/secret/i);
    expect((await api("GET", `/programs/${program.id}/identify-secret`, { key })).status).toBe(403);
  });
});
