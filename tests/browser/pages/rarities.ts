import type { Call } from "../../support/server/call";

/** A payout by hand that waits to be confirmed, of a partner and a program of its own. */
export async function addPayout(call: Call, name: string): Promise<string> {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const program = { name, slug, destinationUrl: "https://example.com/", terms: { rules, holdbackDays: 0 } };
  const { id: programId } = await call("POST", "/programs", program);
  const partner = { name, email: `${slug}@partners.test`, programIds: [programId] };
  const { id: partnerId } = await call("POST", "/partners", partner);
  const { code } = await call("POST", "/links", { partnerId, programId });
  const { id: cref } = await call("POST", "/clicks", { code });
  await call("POST", "/attribution/identify", { cref, userId: slug });
  const sale = { userId: slug, type: "invoice_paid", value: "75.00", currency: "USD", externalId: slug };
  await call("POST", "/attribution/events", sale);
  const { planned } = await call("POST", "/payouts/run", { partnerIds: [partnerId] });
  // The API's own tests hold the form of this reply.
  const [payout] = planned as { payoutId: string }[];
  if (!payout) throw new Error("nothing was planned");
  return payout.payoutId;
}

/** A sale without a click that was credited to a partner by hand, and that partner's place. */
export async function addCredit(
  call: Call,
  name: string,
): Promise<{ sale: string; partnerId: string; programId: string }> {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const program = { name, slug, destinationUrl: "https://example.com/", terms: { rules } };
  const { id: programId } = await call("POST", "/programs", program);
  const partner = { name, email: `${slug}@partners.test`, programIds: [programId] };
  const { id: partnerId } = await call("POST", "/partners", partner);
  const made = { userId: slug, type: "invoice_paid", value: "100.00", currency: "USD", externalId: slug };
  const { eventId: sale } = await call("POST", "/attribution/events", made);
  const place = { partnerId: String(partnerId), programId: String(programId) };
  await call("POST", `/attribution/events/${sale}/credit`, { ...place, reason: "They met at a fair" });
  return { sale: String(sale), ...place };
}

/** A webhook that nobody receives, and one message to it. */
export async function addWebhook(call: Call): Promise<{ webhook: string; delivery: string }> {
  const { id: webhook } = await call("POST", "/webhooks", { url: "https://hooks.invalid/of-a-page" });
  const { id: delivery } = await call("POST", `/webhooks/${webhook}/test`, {});
  return { webhook: String(webhook), delivery: String(delivery) };
}
