import { setCard } from "../billing/customers";
import { CARDS } from "../payments/cards";
import { html, moment, pageOf } from "./html";
import type { Page, PageReply, Visit } from "./page";

/** The page on which a customer ends subscriptions and changes the card. */
export const portalPage: Page = ({ sandbox, merchant, id, sent }: Visit): PageReply => {
  const ticket = merchant.store.get("ticket", id);
  if (ticket?.kind !== "portal" || ticket.expires < merchant.environment.now()) {
    return { html: pageOf("The link no longer works", html`<p>Ask for a new one.</p>`, true), status: 410 };
  }
  if (sent) {
    const subscription = sent.text("cancel");
    const card = sent.text("card");
    sandbox.change(merchant, () => {
      if (subscription !== undefined) cancelLater(subscription);
      else if (card !== undefined) setCard(merchant, ticket.about, card);
    });
  }
  const own = [...merchant.store.all("subscription")].filter((one) => one.customer === ticket.about);
  const rows = own.map(
    (
      one,
    ) => html`<tr><td><code>${one.id}</code></td><td>${one.status}${one.cancel_at_period_end ? ", ends" : ", renews"}
      ${moment(one.items.data[0]?.current_period_end ?? 0)}</td>
      <td><form method="post"><button name="cancel" value="${one.id}">End it</button></form></td></tr>`,
  );
  const body = html`<table>${rows}</table><form method="post"><label>Card
    <select name="card">${CARDS.map((card) => html`<option value="${card.id}">${card.number} (${card.what})</option>`)}</select></label>
    <button class="main">Use this card</button></form>
    ${ticket.returnUrl === "" ? html`` : html`<p><a href="${ticket.returnUrl}">Back</a></p>`}`;
  return { html: pageOf("Your subscriptions", body, true) };

  function cancelLater(subscriptionId: string): void {
    const before = merchant.need("subscription", subscriptionId);
    if (before.customer !== ticket?.about || before.status === "canceled") return;
    const after = merchant.put("subscription", {
      ...before,
      cancel_at_period_end: true,
      canceled_at: merchant.now,
    });
    merchant.emit("customer.subscription.updated", after, { before: { cancel_at_period_end: false } });
  }
};
