import { applyToProgram } from "@/server/partner/applications/apply";
import type { Known } from "../fuzz";
import type { Shop } from "./shop";

/** The smallest PNG, in base64. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Something of every kind, so that requests can find it. */
export async function stock(shop: Shop): Promise<Known> {
  const { call, make, makeProgram, makePartner } = shop;
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
  const money = await stockMoney(shop);
  const people = await stockPeople(shop, program);
  const postbackDelivery = await make(`/postbacks/${postback}/test`, {});
  const ids = [
    ...Object.values(money),
    ...Object.values(people),
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
    "postbacks/deliveries/{id}": postbackDelivery,
    "payouts/{id}": money.payout,
    "payouts/files/{id}": money.file,
    "members/{id}": people.member,
    "applications/{id}": people.application,
    "mails/{id}": people.mail,
    "domains/{id}": people.domain,
    "files/{id}": people.picture,
    "customers/{id}": people.customer,
    "export/{table}.{format}": "links.csv",
  };
  return { ids, places, fields: fieldsFor({ program, partner, enrolled, click, event, commission }) };
}

/** A payout that waits to be confirmed, and one that is in a file. */
async function stockMoney({ call, make, makeProgram, makePartner }: Shop) {
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const program = await makeProgram({ slug: "paying", terms: { holdbackDays: 0, rules } });
  const payouts: string[] = [];
  for (const rail of ["manual", "paypal_file"]) {
    const partner = await makePartner([program]);
    await call("PUT", `/partners/${partner}/payout-method`, { rail });
    await make("/links", { partnerId: partner, programId: program, code: `paying-${rail}` });
    const cref = await make("/clicks", { code: `paying-${rail}` });
    await call("POST", "/attribution/identify", { cref, userId: `payer-${rail}` });
    const sale = { type: "invoice_paid", value: "50", externalId: `paid-${rail}` };
    await call("POST", "/attribution/events", { userId: `payer-${rail}`, ...sale });
    const { planned } = (await call("POST", "/payouts/run", {})) as { planned: { payoutId: string }[] };
    payouts.push(String(planned[0]?.payoutId));
  }
  const file = String((await call("POST", "/payouts/files", { rail: "paypal_file", currency: "USD" }))["id"]);
  return { payout: payouts[0] ?? "", filed: payouts[1] ?? "", file };
}

async function stockPeople({ call, make, world }: Shop, programId: string) {
  await call("PUT", `/programs/${programId}/signup`, { policy: "review" });
  const applying = { programSlug: "stocked", name: "New", website: null, message: null };
  await applyToProgram(
    world.services,
    world.brandId,
    { ...applying, email: "new@partners.test" },
    "192.0.2.9",
  );
  await call("POST", "/mails/test", { to: "owner@brand.test" });
  const first = async (list: string) => ((await call("GET", list))["data"] as { id: string }[])[0]?.id ?? "";
  return {
    application: await first("/applications"),
    mail: await first("/mails"),
    customer: await first("/customers"),
    member: await make("/members", { email: "invited@team.test", name: "Invited", role: "viewer" }),
    domain: await make("/domains", { host: "go.brand.com" }),
    picture: await make("/files", { kind: "asset", name: "a.png", content: PIXEL }),
  };
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
