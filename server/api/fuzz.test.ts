import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "@/server/api/operations/all";
import { type FuzzedRequest, type Known, requestsTo } from "@/tests/support/fuzz";
import { openShop, type Shop } from "@/tests/support/shop";
import { snapshot } from "@/tests/support/snapshot";
import { openApiDocument } from "./openapi/document";
import { errorsByStatus } from "./openapi/errors";
import type { AnyOperation } from "./rest/operation";

const SEED = 20_261_121;
const REQUESTS_PER_OPERATION = 60;

const document = openApiDocument(operations, "http://localhost:3000");
const refusal = z.strictObject({
  error: z.string(),
  message: z.string().min(1),
  detail: z.unknown().optional(),
  requestId: z.string(),
});

let shop: Shop;
let known: Known;
let before: Record<string, string>;

beforeAll(async () => {
  shop = await openShop();
  known = await stock(shop);
  before = await snapshot(shop.world);
});
afterAll(() => shop.drop());

/** Something of every kind, so that requests can find it. */
async function stock({ call, make, makeProgram, makePartner }: Shop): Promise<Known> {
  const program = await makeProgram({ slug: "stocked" });
  const partner = await makePartner([program]);
  // A partner whom no request with a path reaches, so that it stays enrolled.
  const enrolled = await makePartner([program]);
  const link = await make("/links", { partnerId: partner, programId: program, code: "stocked" });
  const coupon = await make("/coupons", { partnerId: partner, programId: program, code: "STOCKED" });
  const click = await make("/clicks", { code: "stocked" });
  await call("POST", "/attribution/identify", { cref: click, userId: "user-1" });
  const sale = { userId: "user-1", type: "invoice_paid", value: "50", externalId: "sale-1" };
  const event = String((await call("POST", "/attribution/events", sale))["eventId"]);
  const commissions = (await call("GET", "/commissions"))["data"] as { id: string }[]; // as the reply's schema says
  const commission = String(commissions[0]?.id);
  const job = String((await call("PATCH", `/programs/${program}`, { timeZone: "Asia/Tokyo" }))["jobId"]);
  const key = await make("/api-keys", { name: "Key", kind: "secret" });
  const webhook = await make("/webhooks", { url: "https://hooks.brand.com/" });
  const postback = await make("/postbacks", { partnerId: partner, url: "https://t.example/?c={click_id}" });
  const delivery = await make(`/webhooks/${webhook}/test`, {});
  const ids = [
    program,
    partner,
    link,
    coupon,
    click,
    event,
    commission,
    job,
    key,
    webhook,
    postback,
    delivery,
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
  ];
  const places = {
    "programs/{id}": program,
    "programs/{programId}": program,
    "partners/{id}": partner,
    "partners/{partnerId}": partner,
    "links/{id}": link,
    "coupons/{id}": coupon,
    "clicks/{id}": click,
    "events/{id}": event,
    "commissions/{id}": commission,
    "jobs/{id}": job,
    "api-keys/{id}": key,
    "webhooks/{id}": webhook,
    "postbacks/{id}": postback,
    "deliveries/{id}": delivery,
    "export/{table}.{format}": "links.csv",
  };
  return { ids, places, fields: fieldsFor({ program, partner, enrolled, click, event, commission }) };
}

/** Values for fields whose schema cannot say which ones mean something. */
function fieldsFor(
  ids: Record<"program" | "partner" | "enrolled" | "click" | "event" | "commission", string>,
): Known["fields"] {
  const times = ["2026-01-01T00:00:00Z", "2026-11-01T12:00:00+02:00", Date.now()];
  const percent = { trigger: "every", eventType: "invoice_paid", kind: "percent", value: "12.5" };
  const fixed = { trigger: "first", eventType: "signup", kind: "fixed", value: "5", currency: "USD" };
  return {
    allowedDomains: [[], ["brand.shop"], ["*.brand.com"], ["co.uk"]],
    code: ["stocked", "STOCKED", "new_code", "new-code-2", "none"],
    commissionId: [ids.commission],
    cref: [ids.click],
    currency: ["USD", "eur", "JPY", "XXX"],
    destinationUrl: ["https://www.brand.com/x", "https://brand.shop/", "http://user@brand.com"],
    effectiveFrom: [...times, "2090-01-01T00:00:00Z"],
    endsAt: [null, "2090-01-01T00:00:00Z"],
    eventId: [ids.event],
    expiresAt: ["2090-01-01T00:00:00Z", "2001-01-01T00:00:00Z"],
    externalId: ["sale-1", "sale-2", "sale-3", "refund-1"],
    from: times,
    partnerId: [ids.partner, ids.enrolled],
    programId: [ids.program],
    programIds: [[], [ids.program], [ids.partner]],
    refundOf: ["sale-1", "sale-2", "none"],
    rules: [[percent], [fixed, percent], [percent, percent, { ...fixed, currency: "JPY", value: "0.5" }], []],
    scopes: [["programs:read"], ["links:read", "links:write"], ["everything"]],
    startsAt: [null, ...times],
    termsId: [null, ids.program],
    timeZone: ["UTC", "Europe/Berlin", "Mars/Olympus"],
    to: times,
    ts: times,
    type: ["signup", "invoice_paid", "refund", "dispute_opened", "dispute_won", "custom"],
    url: [
      "https://t.example/{sub1}",
      "http://10.0.0.1/",
      "https://brand.com/?via=stocked",
      "https://brand.com/?ref=none",
      "no url",
    ],
    userId: ["user-1", "user-2", "user-3"],
    value: ["10", "12.34", 5, 0, "1.234", "99999999999999999999"],
  };
}

async function expectAnswer(operation: AnyOperation, request: FuzzedRequest): Promise<void> {
  const reply = await shop.send(operation.method, request.path, request.body ?? {});
  const shown = `${operation.method} ${request.path} ${JSON.stringify(request.body)} → ${reply.status} ${reply.text}`;
  const errors = errorsByStatus(operation).get(reply.status);
  expect(reply.status, shown).toBeLessThan(500);
  if (reply.status < 400) {
    expect([operation.status, 200, 201].slice(0, "statusOf" in operation ? 3 : 1), shown).toContain(
      reply.status,
    );
    // What the schema does not know it strips, so an undocumented field shows as a difference.
    if (operation.status !== 204 && !operation.media)
      expect(operation.reply.parse(reply.json), shown).toEqual(reply.json);
    before = await snapshot(shop.world);
  } else {
    expect(errors, `undocumented: ${shown}`).toContain(refusal.parse(reply.json).error);
    expect(await snapshot(shop.world), `left something behind: ${shown}`).toEqual(before);
  }
}

it("a row that only changes shows in the figures that are compared", async () => {
  await shop.call("PATCH", "/settings", { name: "Another name" });
  const after = await snapshot(shop.world);
  expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(["acts", "brands"]);
  before = after;
});

describe.each(operations.map((operation) => [operation.id, operation] as const))("%s", (_id, operation) => {
  it("answers whatever it is sent as its document says, and keeps nothing of what it refuses", async () => {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    const documented = document.paths[path]?.[operation.method.toLowerCase()];
    if (!documented) throw new Error(`${operation.id} is not in the document`);
    const requests = requestsTo(document, path, documented, known);
    await fc.assert(
      fc.asyncProperty(requests, (request) => expectAnswer(operation, request)),
      { seed: SEED, numRuns: REQUESTS_PER_OPERATION, endOnFailure: true },
    );
  });
});
