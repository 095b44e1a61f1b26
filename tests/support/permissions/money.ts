import { listOfAll, ofAnyBrand, ofBrand, ofPartner, type Row } from "./row";

/** The ledger, payouts, and the figures made of them. */
export const money: Record<string, Row> = {
  listCommissions: listOfAll("commissions:read"),
  getCommission: ofPartner("commissions:read", ({ commissionId }) => ({ params: { id: commissionId } })),
  postCommission: ofBrand("commissions:write", ({ partnerId, programId }) => ({
    body: { partnerId, programId, amount: "5.00", currency: "USD", reason: "a test" },
  })),
  approveCommission: ofBrand("commissions:write", ({ commissionId }) => ({ params: { id: commissionId } })),
  reverseCommission: ofBrand("commissions:write", ({ commissionId }) => ({ params: { id: commissionId } })),
  unreverseCommission: ofBrand("commissions:write", ({ commissionId }) => ({ params: { id: commissionId } })),
  decideCommissions: ofAnyBrand("commissions:write", ({ commissionId }) => ({
    body: { ids: [commissionId] },
  })),
  previewDecisions: ofAnyBrand("commissions:read", ({ commissionId }) => ({ body: { ids: [commissionId] } })),
  // Without what it plans, nobody could be shown it.
  runPayouts: ofAnyBrand("payouts:write", () => ({ body: { preview: false } }), { also: "payouts:read" }),
  listPayouts: listOfAll("payouts:read"),
  getPayout: ofPartner("payouts:read", ({ payoutId }) => ({ params: { id: payoutId } })),
  confirmPayout: ofBrand("payouts:write", ({ payoutId }) => ({ params: { id: payoutId } })),
  releasePayout: ofBrand("payouts:write", ({ payoutId }) => ({ params: { id: payoutId } })),
  retryPayout: ofBrand("payouts:write", ({ payoutId }) => ({ params: { id: payoutId } })),
  failPayout: ofBrand("payouts:write", ({ payoutId }) => ({ params: { id: payoutId } })),
  returnPayout: ofBrand("payouts:write", ({ payoutId }) => ({ params: { id: payoutId } })),
  confirmPayouts: ofAnyBrand("payouts:write", ({ payoutId }) => ({ body: { ids: [payoutId] } })),
  previewConfirmations: ofAnyBrand("payouts:read", ({ payoutId }) => ({ body: { ids: [payoutId] } })),
  makePayoutFile: ofAnyBrand("payouts:write"),
  listPayoutFiles: ofAnyBrand("payouts:read"),
  getPayoutFile: ofBrand("payouts:read", ({ payoutFileId }) => ({ params: { id: payoutFileId } })),
  confirmPayoutFile: ofBrand("payouts:write", ({ payoutFileId }) => ({ params: { id: payoutFileId } })),
  listReconciliations: ofAnyBrand("payouts:read"),
  listStatements: ofPartner("payouts:read", ({ partnerId }) => ({ params: { id: partnerId } })),
  getStatement: ofPartner("payouts:read", ({ partnerId, month }) => ({ params: { id: partnerId, month } })),
  getPayoutMethod: ofPartner("payouts:read", ({ partnerId }) => ({ params: { id: partnerId } })),
  // A partner's key never holds partners:write, so whoever has one cannot have the money sent elsewhere.
  setPayoutMethod: ofPartner(
    "payouts:write",
    ({ partnerId }) => ({ params: { id: partnerId }, body: { rail: "paypal_file" } }),
    { partnerScope: "partners:write", also: "payouts:read" },
  ),
  getSummary: listOfAll("programs:read"),
  getPartnerSummary: ofPartner("partners:read", ({ partnerId }) => ({ params: { id: partnerId } })),
  getPartnerFunnel: ofPartner("partners:read", ({ partnerId }) => ({ params: { id: partnerId } })),
  getDailyFigures: listOfAll("programs:read"),
  listTasks: ofAnyBrand("programs:read"),
  // As with the method: partners who are signed in, and none of their keys. A brand without Stripe is told so first.
  connectPartner: ofPartner("payouts:write", ({ partnerId }) => ({ params: { id: partnerId } }), {
    foreign: "may",
    partnerScope: "partners:write",
    also: "payouts:read",
  }),
  getPayoutStatement: ofPartner("payouts:read", ({ payoutId }) => ({ params: { id: payoutId } })),
  getPartnerConnect: ofPartner("payouts:read", ({ partnerId }) => ({ params: { id: partnerId } })),
};
