import type Stripe from "stripe";
import { applyCode, completeSession } from "../checkout/complete";
import { StripeFailure } from "../core/failure";
import { idOf } from "../core/store/ids";
import { CARDS } from "../payments/cards";
import { type Html, html, money, pageOf } from "./html";
import type { Page, PageReply, Visit } from "./page";

/** The page on which a customer pays. */
export const checkoutPage: Page = (visit) => {
  const session = visit.merchant.need("checkout.session", visit.id);
  if (!visit.sent) return shown(visit, session, null);
  try {
    return sent(visit, session);
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return shown(visit, session, error.message);
  }
};

function sent({ sandbox, merchant, id, sent }: Visit, session: Stripe.Checkout.Session): PageReply {
  if (!sent) return { location: session.url ?? "/" };
  const code = sent.text("code");
  if (code !== undefined && code !== "" && sent.text("do") === "code") {
    sandbox.change(merchant, () => applyCode(merchant, id, code));
    return { location: session.url ?? "/" };
  }
  const filled = {
    email: sent.needText("email"),
    name: sent.text("name") ?? null,
    card: sent.needText("card"),
  };
  const done = sandbox.change(merchant, () => completeSession(merchant, id, filled));
  const next = done.success_url?.replaceAll("{CHECKOUT_SESSION_ID}", id);
  return next
    ? { location: next }
    : { html: pageOf("Thank you", html`<p>The payment went through.</p>`, true) };
}

function shown({ merchant, id }: Visit, session: Stripe.Checkout.Session, problem: string | null): PageReply {
  const order = merchant.need("checkout_order", id);
  const currency = session.currency ?? "usd";
  if (session.status !== "open") {
    return { html: pageOf("Checkout", html`<p>This checkout is ${session.status}.</p>`, true) };
  }
  const lines = order.lines.map(
    ({ price, quantity }) =>
      html`<tr><td>${quantity} × ${price.nickname ?? nameOf(merchant.store.get("product", idOf(price.product)))}
        ${price.recurring ? `each ${price.recurring.interval}` : ""}</td>
        <td>${money((price.unit_amount ?? 0) * quantity, currency)}</td></tr>`,
  );
  const body = html`<table>${lines}${extras(session, currency)}
    <tr><th>Due today</th><th>${money(session.amount_total ?? 0, currency)}</th></tr></table>
    ${problem === null ? html`` : html`<p class="problem" role="alert">${problem}</p>`}
    <form method="post">
    ${session.allow_promotion_codes === true ? codeField() : html``}
    <label>E-mail <input type="email" name="email" value="${session.customer_email ?? "ada@example.com"}"></label>
    <label>Name <input name="name" value="Ada Example"></label>
    <label>Card <select name="card">${CARDS.map((card) => html`<option value="${card.number}">${card.number} (${card.what})</option>`)}</select></label>
    <button class="main" name="do" value="pay">${session.mode === "subscription" ? "Subscribe" : "Pay"}</button></form>
    ${session.cancel_url === null ? html`` : html`<p><a href="${session.cancel_url}">Back</a></p>`}`;
  return { html: pageOf("Checkout", body, true), status: problem === null ? 200 : 402 };
}

function extras(session: Stripe.Checkout.Session, currency: string): Html {
  const details = session.total_details;
  const row = (name: string, amount: number): Html =>
    amount === 0 ? html`` : html`<tr><td>${name}</td><td>${money(amount, currency)}</td></tr>`;
  return html`${row("Discount", -(details?.amount_discount ?? 0))}${row("Shipping", details?.amount_shipping ?? 0)}${row("Tax", details?.amount_tax ?? 0)}`;
}

function codeField(): Html {
  return html`<label>Code <input name="code"></label><button name="do" value="code" formnovalidate>Use code</button>`;
}

function nameOf(product: Stripe.Product | undefined): string {
  return product?.name ?? "Item";
}
