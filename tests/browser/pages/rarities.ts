import type { Call } from "../../support/server/call";

type Place = { partnerId: string; programId: string };

/** A partner alone in a program of the same name, which pays 20 % of every sale. */
async function addPartner(call: Call, name: string, terms: object = {}): Promise<Place & { slug: string }> {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const program = { name, slug, destinationUrl: "https://example.com/", terms: { rules, ...terms } };
  const { id: programId } = await call("POST", "/programs", program);
  const partner = { name, email: `${slug}@partners.test`, programIds: [programId] };
  const { id: partnerId } = await call("POST", "/partners", partner);
  return { slug, partnerId: String(partnerId), programId: String(programId) };
}

/** A payout by hand that waits to be confirmed, of a partner and a program of its own. */
export async function addPayout(call: Call, name: string): Promise<string> {
  const { slug, ...place } = await addPartner(call, name, { holdbackDays: 0 });
  const { code } = await call("POST", "/links", place);
  const { id: cref } = await call("POST", "/clicks", { code });
  await call("POST", "/attribution/identify", { cref, userId: slug });
  const sale = { userId: slug, type: "invoice_paid", value: "75.00", currency: "USD", externalId: slug };
  await call("POST", "/attribution/events", sale);
  const { planned } = await call("POST", "/payouts/run", { partnerIds: [place.partnerId] });
  // The API's own tests hold the form of this reply.
  const [payout] = planned as { payoutId: string }[];
  if (!payout) throw new Error("nothing was planned");
  return payout.payoutId;
}

/** A sale without a click that was credited by hand to a partner in a program of its own. */
export async function addCredit(call: Call, name: string): Promise<Place & { sale: string }> {
  const { slug, ...place } = await addPartner(call, name);
  const made = { userId: slug, type: "invoice_paid", value: "100.00", currency: "USD", externalId: slug };
  const { eventId } = await call("POST", "/attribution/events", made);
  await call("POST", `/attribution/events/${eventId}/credit`, { ...place, reason: "They met at a fair" });
  return { ...place, sale: String(eventId) };
}

/** The entry of a day with one click, in a program that pays for them. */
export async function addPaidClick(call: Call, name: string): Promise<Place & { entry: string }> {
  const rule = { trigger: "every", eventType: "click", kind: "fixed", value: "0.15", currency: "USD" };
  const { slug: _, ...place } = await addPartner(call, name, { rules: [rule] });
  const { code } = await call("POST", "/links", place);
  const { id } = await call("POST", "/clicks", { code });
  // A day is counted by itself every minute, and at once when a person decides about one of its clicks.
  await call("POST", `/clicks/${id}/flag`, { reason: "Looked odd" });
  await call("POST", `/clicks/${id}/unflag`, { reason: "Was none" });
  const { data } = await call("GET", `/commissions?partnerId=${place.partnerId}`);
  // The API's own tests hold the form of this reply.
  const [entry] = data as { id: string }[];
  if (!entry) throw new Error("the click was not paid for");
  return { ...place, entry: entry.id };
}

/** An amount that no rule gave. */
export async function addGift(call: Call, { partnerId, programId }: Place): Promise<string> {
  const gift = { partnerId, programId, amount: "25.00", currency: "USD", reason: "Most sales of the month" };
  return String((await call("POST", "/commissions", gift))["id"]);
}

/** A webhook that nobody receives, and one message to it. */
export async function addWebhook(call: Call): Promise<{ webhook: string; delivery: string }> {
  const { id: webhook } = await call("POST", "/webhooks", { url: "https://hooks.invalid/of-a-page" });
  const { id: delivery } = await call("POST", `/webhooks/${webhook}/test`, {});
  return { webhook: String(webhook), delivery: String(delivery) };
}
