import { connected, setReadiness } from "../connect/accounts";
import { html, pageOf } from "./html";
import type { Page, PageReply, Visit } from "./page";

const ENDS = ["ready", "restricted", "later"] as const;

/** The page on which a partner gives Stripe what it wants to know. */
export const onboardingPage: Page = ({ sandbox, merchant, id, sent }: Visit): PageReply => {
  const ticket = merchant.store.get("ticket", id);
  if (ticket?.kind !== "onboarding" || ticket.expires < merchant.environment.now()) {
    const body = html`<p>This link has been used or has expired. Ask for a new one where you came from.</p>`;
    return { html: pageOf("The link no longer works", body, true), status: 410 };
  }
  if (sent) {
    const end = sent.oneOf("end", ENDS) ?? "later";
    sandbox.change(merchant, () => {
      merchant.store.remove("ticket", id);
      if (end !== "later") setReadiness(merchant, ticket.about, end);
    });
    return { location: ticket.returnUrl };
  }
  const account = connected(merchant, ticket.about);
  const body = html`<p>Stripe would now ask <strong>${account.email ?? "you"}</strong> for a name, an address and a bank
    account in <strong>${account.country ?? ""}</strong>.</p>
    <form method="post">
    <button class="main" name="end" value="ready">Give everything: payouts become possible</button>
    <button class="main" name="end" value="restricted">Give all but a document: Stripe goes on asking</button>
    <button class="main" name="end" value="later">Leave without finishing</button></form>`;
  return { html: pageOf("Set up your Stripe account", body, true) };
};
