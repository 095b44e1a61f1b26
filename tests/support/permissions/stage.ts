import { members } from "@/db/schema/tenant/brand";
import type { Actor } from "@/server/auth/context";
import { applyToProgram } from "@/server/partner/applications/apply";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { openStory, type Story } from "@/tests/support/brand/story";

/** A brand with two partners, where everything there can be is there once and about the first of them; and another brand. */
export type Stage = {
  story: Story;
  actors: Record<"owner" | "admin" | "viewer" | "partner" | "other" | "foreign", Actor>;
  /** The secret of a key of each partner. */
  programId: Id;
  partnerId: Id;
  otherPartnerId: Id;
  linkId: Id;
  couponId: Id;
  couponCode: string;
  linkCode: string;
  clickId: Id;
  customerId: Id;
  eventId: Id;
  commissionId: Id;
  payoutId: Id;
  webhookId: Id;
  deliveryId: Id;
  postbackId: Id;
  postbackDeliveryId: Id;
  memberId: Id;
  apiKeyId: Id;
  applicationId: Id;
  mailId: Id;
  fileId: Id;
  domainId: Id;
  payoutFileId: Id;
  jobId: Id;
  month: string;
};

const CUSTOMER = "customer-of-the-first";
/** The smallest PNG, in base64. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const COUPON = "CODE-OF-THE-FIRST";
const MONTH_CHARACTERS = "2026-11".length;

export async function openStage(): Promise<Stage> {
  const story = await openStory();
  const { world, make, call } = story;
  const programId = await story.makeProgram();
  const partner = await story.partner("first", programId);
  const other = await story.partner("second", programId);
  await story.partner("unenrolled", await story.makeProgram());
  const key = await story.makePartnerKey(partner.id);
  const couponId = await make("/coupons", { partnerId: partner.id, programId, code: COUPON });
  const clickId = await story.visit(partner, story.day(9), CUSTOMER);
  const { eventId } = await story.invoice(CUSTOMER);
  const [commission] = await story.entries(eventId);
  const claimed = await story.invoice(CUSTOMER);
  await story.claim(claimed.eventId);
  const [paying] = await story.entries(claimed.eventId);
  const links = await call("GET", `/links?partnerId=${partner.id}`);
  const customers = await call("GET", "/customers");
  const webhookId = await make("/webhooks", { url: "https://hooks.brand.com/" });
  const postback = await story.send("POST", "/postbacks", {
    key,
    json: { url: "https://tracker.partner.com/?id={event_id}" },
  });
  const postbackId = String((postback.json as { id: string }).id);
  await call("PUT", `/programs/${programId}/signup`, { policy: "review" });
  await applyToProgram(
    world.services,
    world.brandId,
    {
      ...(await programSlug(story, programId)),
      email: "new@partners.test",
      name: "New",
      website: null,
      message: null,
    },
    "192.0.2.9",
  );
  await call("POST", "/mails/test", { to: "owner@brand.test" });
  return {
    story,
    actors: await actorsOf(story, partner.id, other.id),
    programId,
    partnerId: partner.id,
    otherPartnerId: other.id,
    linkId: firstId(links),
    linkCode: partner.code,
    couponId,
    couponCode: COUPON,
    clickId,
    customerId: firstId(customers),
    eventId,
    commissionId: commission?.id ?? "",
    payoutId: paying?.payoutId ?? "",
    webhookId,
    deliveryId: await make(`/webhooks/${webhookId}/test`, {}),
    postbackId,
    postbackDeliveryId: await make(`/postbacks/${postbackId}/test`, {}),
    memberId: await make("/members", { email: "invited@team.test", name: "Invited", role: "viewer" }),
    apiKeyId: await make("/api-keys", { name: "CI", kind: "secret" }),
    applicationId: firstId(await call("GET", "/applications")),
    fileId: await make("/files", { kind: "asset", name: "a.png", content: PIXEL }),
    domainId: await make("/domains", { host: "go.brand.com" }),
    payoutFileId: await payoutFile(story),
    jobId: await rederivation(story),
    mailId: firstId(await call("GET", "/mails")),
    month: new Date(now()).toISOString().slice(0, MONTH_CHARACTERS),
  };
}

/** A file for PayPal with the payout of a partner of its own. */
async function payoutFile(story: Story): Promise<Id> {
  const { call, make } = story;
  const terms = {
    holdbackDays: 0,
    rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }],
  };
  const partner = await story.partner("filed", await story.makeProgram({ terms }));
  await call("PUT", `/partners/${partner.id}/payout-method`, { rail: "paypal_file" });
  await story.visit(partner, story.day(9), "customer-of-the-filed");
  await story.invoice("customer-of-the-filed");
  await call("POST", "/payouts/run", { partnerIds: [partner.id] });
  return make("/payouts/files", { rail: "paypal_file", currency: "USD" });
}

async function rederivation({ call, makeProgram }: Story): Promise<Id> {
  const { jobId } = await call("PATCH", `/programs/${await makeProgram()}`, { timeZone: "Asia/Tokyo" });
  return String(jobId);
}

function firstId(page: Record<string, unknown>): Id {
  const [first] = page["data"] as { id: string }[];
  if (!first) throw new Error("the stage lacks a row that its lists should show");
  return first.id;
}

async function programSlug(story: Story, programId: Id): Promise<{ programSlug: string }> {
  return { programSlug: String((await story.call("GET", `/programs/${programId}`))["slug"]) };
}

async function actorsOf({ world }: Story, partnerId: Id, otherId: Id): Promise<Stage["actors"]> {
  const { brandId, database } = world;
  const foreignBrand = newId();
  await database.asSystem(
    "install",
    (sql) =>
      sql`insert into brands (id, slug, name, created_at) values (${foreignBrand}, 'other', 'Other', now())`,
  );
  const member = async (brand: Id, role: "owner" | "admin" | "viewer"): Promise<Actor> => {
    const [memberId, email] = [newId(), `${role}@${brand.toLowerCase()}.test`];
    await database.inBrand(brand, ({ orm }) =>
      orm
        .insert(members)
        .values({ brandId: brand, id: memberId, email, name: role, role, createdAt: now(), joinedAt: now() }),
    );
    return { kind: "member", brandId: brand, sessionId: newId(), memberId, role, email };
  };
  const portal = (partnerId: Id): Actor => ({
    kind: "portal",
    brandId,
    sessionId: newId(),
    partnerId,
    email: "somebody@partners.test",
  });
  return {
    owner: await member(brandId, "owner"),
    admin: await member(brandId, "admin"),
    viewer: await member(brandId, "viewer"),
    partner: portal(partnerId),
    other: portal(otherId),
    foreign: await member(foreignBrand, "owner"),
  };
}
