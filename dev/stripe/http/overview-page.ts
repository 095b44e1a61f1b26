import { HOME_COUNTRY } from "../connect/accounts";
import type { Merchant } from "../core/merchant";
import type { TableName, Tables } from "../core/store/tables";
import type { Sandbox } from "../sandbox";
import { type Html, html, moment, money, pageOf } from "./html";

const SHOWN = 20;

type Row = { cells: readonly (string | Html)[]; buttons: readonly Html[] };

/** Everything in the sandbox, with what a person can make happen. */
export function overviewPage(sandbox: Sandbox, prefix: string, problem: string | null): string {
  const merchants = sandbox.merchants();
  const [first] = merchants;
  const day = 86_400;
  const clock = html`<p>Its clock says <strong>${moment(Math.floor(sandbox.environment.now() / 1_000))}</strong>
    ${first ? [1, 7, 31].map((days) => button(first, "clock", { seconds: String(days * day) }, `${days} day${days > 1 ? "s" : ""} on`)) : []}</p>`;
  const body = html`${problem === null ? html`` : html`<p class="problem" role="alert">${problem}</p>`}
    ${clock}${merchants.map(account)}<p class="quiet">API for programs: <code>/v1</code>, control: <code>POST /_sandbox/&lt;action&gt;</code></p>`;
  return pageOf("The sandbox at a glance", body);

  function account(merchant: Merchant): Html {
    const courier = sandbox.courierOf(merchant);
    const waiting = [...merchant.store.all("delivery")].length;
    return html`<h2>Brand's account <code>${merchant.id}</code> (${HOME_COUNTRY})</h2>
      <p>Balance: ${purses(merchant)} ${button(merchant, "funds", { amount: "100000", currency: "usd" }, "Add 1000.00 USD")}</p>
      <p>Webhooks waiting: ${waiting}; they go ${courier.manner.order.replace("_", " ")}, ${courier.manner.copies.join(" to ")} times each
      ${button(merchant, "webhooks", { order: "shuffled", least: "1", most: "3" }, "Shuffle and double")}
      ${button(merchant, "webhooks", {}, "As Stripe does")}</p>
      ${table(merchant, "Checkouts", "checkout.session", (one) => ({
        cells: [one.id.slice(0, 24), one.status ?? "", money(one.amount_total ?? 0, one.currency ?? "usd")],
        buttons: one.url === null ? [] : [html`<a href="${one.url}">Open</a>`],
      }))}
      ${table(merchant, "Subscriptions", "subscription", (one) => ({
        cells: [one.id, one.status, moment(one.items.data[0]?.current_period_end ?? 0)],
        buttons: one.status === "canceled" ? [] : [button(merchant, "cancel", { id: one.id }, "End now")],
      }))}
      ${table(merchant, "Charges", "charge", (one) => ({
        cells: [
          one.id,
          one.disputed ? "disputed" : one.status,
          money(one.amount - one.amount_refunded, one.currency),
        ],
        buttons: chargeButtons(merchant, one),
      }))}
      ${table(merchant, "Disputes", "dispute", (one) => ({
        cells: [one.id, one.status, money(one.amount, one.currency)],
        buttons: ["won", "lost"].map((end) => button(merchant, "dispute_end", { id: one.id, end }, end)),
      }))}
      ${table(merchant, "Partners' accounts", "account", (one) => ({
        cells: [
          one.id,
          one.payouts_enabled ? "ready" : (one.requirements?.disabled_reason ?? "not ready"),
          one.country ?? "",
        ],
        buttons: ["ready", "restricted", "rejected"].map((to) =>
          button(merchant, "account", { id: one.id, to }, to),
        ),
      }))}
      ${table(merchant, "Transfers", "transfer", (one) => ({
        cells: [
          one.id,
          one.reversed ? "reversed" : "sent",
          money(one.amount - one.amount_reversed, one.currency),
        ],
        buttons: one.reversed ? [] : [button(merchant, "reverse", { id: one.id }, "Reverse")],
      }))}`;
  }

  function chargeButtons(merchant: Merchant, one: Tables["charge"]): Html[] {
    if (!one.paid || one.refunded) return [];
    const part = String(Math.max(1, Math.floor(one.amount / 4)));
    return [
      button(merchant, "refund", { charge: one.id, amount: part }, "Refund a quarter"),
      button(merchant, "refund", { charge: one.id }, "Refund"),
      ...(one.disputed ? [] : [button(merchant, "dispute", { charge: one.id }, "Dispute")]),
    ];
  }

  function button(merchant: Merchant, action: string, fields: Record<string, string>, words: string): Html {
    const hidden = Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    );
    return html` <form class="inline" method="post" action="${prefix}/do/${action}">
      <input type="hidden" name="of" value="${merchant.id}">${hidden}<button>${words}</button></form>`;
  }
}

function purses(merchant: Merchant): string {
  const own = [...merchant.store.all("purse")].filter(({ owner }) => owner === merchant.id);
  return own.map(({ amount, currency }) => money(amount, currency)).join(", ") || "nothing";
}

function table<K extends TableName>(
  merchant: Merchant,
  title: string,
  name: K,
  row: (one: Tables[K]) => Row,
): Html {
  const rows = [...merchant.store.all(name)].filter(({ id }) => id !== merchant.id).reverse();
  if (rows.length === 0) return html``;
  return html`<h2>${title}</h2><table>${rows.slice(0, SHOWN).map((one) => {
    const { cells, buttons } = row(one);
    return html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}<td>${buttons}</td></tr>`;
  })}</table>`;
}
