import type Stripe from "stripe";
import { book } from "../connect/purses";
import { invalid } from "../core/failure";
import { page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import { NO_EVIDENCE } from "./evidence";

const PATH = "/v1/disputes";
const RESPONSE_DAYS = 7;
const DAY_SECONDS = 86_400;

export const disputes: readonly Route[] = [
  get(PATH, (merchant, params) => {
    const charge = params.text("charge");
    const where = (one: Stripe.Dispute): boolean => charge === undefined || one.charge === charge;
    return page(merchant, params, { table: "dispute", url: PATH, where });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("dispute", id)),
  post(`${PATH}/:id`, update),
  // A merchant that closes a dispute accepts that it is lost.
  post(`${PATH}/:id/close`, (merchant, _params, id = "") => closeDispute(merchant, id, "lost")),
];

/** A bank takes a payment back, or asks about it. */
export function openDispute(
  merchant: Merchant,
  chargeId: string,
  options: { amount?: number; inquiry?: boolean } = {},
): Stripe.Dispute {
  const charge = merchant.need("charge", chargeId);
  const amount = options.amount ?? charge.amount - charge.amount_refunded;
  const inquiry = options.inquiry === true;
  const id = merchant.newId("du_1");
  const dispute = merchant.put("dispute", {
    id,
    object: "dispute",
    amount,
    balance_transactions: inquiry ? [] : [withdraw(merchant, id, charge.currency, -amount)],
    charge: charge.id,
    created: merchant.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: merchant.now + RESPONSE_DAYS * DAY_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: "fraudulent",
    status: inquiry ? "warning_needs_response" : "needs_response",
  });
  merchant.put("charge", { ...charge, disputed: true });
  merchant.emit("charge.dispute.created", dispute);
  if (!inquiry) merchant.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

export function closeDispute(merchant: Merchant, id: string, end: "won" | "lost"): Stripe.Dispute {
  const before = merchant.need("dispute", id);
  if (["won", "lost", "warning_closed"].includes(before.status)) {
    throw invalid("This dispute is already closed", { code: "dispute_closed" });
  }
  const inquiry = before.status.startsWith("warning_");
  const won = end === "won" && !inquiry;
  const back = won ? [withdraw(merchant, id, before.currency, before.amount)] : [];
  const after = merchant.put("dispute", {
    ...before,
    balance_transactions: [...before.balance_transactions, ...back],
    status: inquiry ? "warning_closed" : end,
  });
  if (won) merchant.emit("charge.dispute.funds_reinstated", after);
  merchant.emit("charge.dispute.closed", after, { before: { status: before.status } });
  return after;
}

/** Stripe's own test evidence decides: `winning_evidence` wins, `losing_evidence` loses. */
function update(merchant: Merchant, params: Params, id = ""): Stripe.Dispute {
  const before = merchant.need("dispute", id);
  const text = params.child("evidence")?.text("uncategorized_text");
  const after = merchant.put("dispute", {
    ...before,
    evidence: { ...before.evidence, uncategorized_text: text ?? before.evidence.uncategorized_text },
    evidence_details: { ...before.evidence_details, has_evidence: true },
  });
  merchant.emit("charge.dispute.updated", after);
  if (params.flag("submit") === false || text === undefined) return after;
  if (text === "winning_evidence") return closeDispute(merchant, id, "won");
  if (text === "losing_evidence") return closeDispute(merchant, id, "lost");
  return merchant.put("dispute", { ...after, status: "under_review" });
}

function withdraw(
  merchant: Merchant,
  id: string,
  currency: string,
  amount: number,
): Stripe.BalanceTransaction {
  return book(merchant, { amount, currency, source: id, type: "adjustment" });
}
