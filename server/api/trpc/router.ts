import { apiKeyOperations } from "@/server/api/operations/brand/api-keys";
import { domainOperations } from "@/server/api/operations/brand/domains";
import { fileOperations } from "@/server/api/operations/brand/files";
import { safetyOperations } from "@/server/api/operations/brand/safety";
import { settingsOperations } from "@/server/api/operations/brand/settings";
import { commissionOperations } from "@/server/api/operations/commissions/commissions";
import { decisionPreviewOperations } from "@/server/api/operations/commissions/previews";
import { reportOperations } from "@/server/api/operations/commissions/reports";
import { changeOperations } from "@/server/api/operations/data/changes";
import { jobOperations } from "@/server/api/operations/jobs/jobs";
import { mailOperations } from "@/server/api/operations/mail/mails";
import { couponOperations } from "@/server/api/operations/partners/coupons";
import { enrollmentOperations } from "@/server/api/operations/partners/enrollments";
import { linkOperations } from "@/server/api/operations/partners/links";
import { partnerOperations } from "@/server/api/operations/partners/partners";
import { payoutActOperations } from "@/server/api/operations/payouts/payout-acts";
import { payoutFileOperations } from "@/server/api/operations/payouts/payout-files";
import { payoutMethodOperations } from "@/server/api/operations/payouts/payout-methods";
import { payoutOperations } from "@/server/api/operations/payouts/payouts";
import { payoutsTogetherOperations } from "@/server/api/operations/payouts/payouts-together";
import { reconciliationOperations } from "@/server/api/operations/payouts/reconciliations";
import { statementOperations } from "@/server/api/operations/payouts/statements";
import { applicationOperations } from "@/server/api/operations/people/applications";
import { memberMailOperations } from "@/server/api/operations/people/member-mail";
import { memberOperations } from "@/server/api/operations/people/members";
import { programOperations } from "@/server/api/operations/programs/programs";
import { rederivationOperations } from "@/server/api/operations/programs/rederivations";
import { termsOperations } from "@/server/api/operations/programs/terms";
import { customerOperations } from "@/server/api/operations/reports/customers";
import { eventListOperations } from "@/server/api/operations/reports/events";
import { overviewOperations } from "@/server/api/operations/reports/overview";
import { setupOperations } from "@/server/api/operations/setup/setup";
import { partnerConnectOperations } from "@/server/api/operations/stripe/partner-connect";
import { rewardOperations } from "@/server/api/operations/stripe/rewards";
import { stripeOperations } from "@/server/api/operations/stripe/stripe";
import { clickPreviewOperations } from "@/server/api/operations/tracking/click-previews";
import { clickOperations } from "@/server/api/operations/tracking/clicks";
import { creditOperations } from "@/server/api/operations/tracking/credits";
import { eventOperations } from "@/server/api/operations/tracking/events";
import { explainOperations } from "@/server/api/operations/tracking/explain";
import {
  postbackDeliveryOperations,
  webhookDeliveryOperations,
} from "@/server/api/operations/webhooks/deliveries";
import { postbackOperations } from "@/server/api/operations/webhooks/postbacks";
import { webhookOperations } from "@/server/api/operations/webhooks/webhooks";
import type { Context } from "@/server/auth/context";
import { newId } from "@/server/platform/ids";
import { proceduresOf, type TrpcContext, trpc } from "./procedure";

/** Every operation that is not made for a visitor's browser and gives no file, as a procedure, grouped by what it is about. */
export const appRouter = trpc.router({
  apiKeys: proceduresOf(apiKeyOperations),
  applications: proceduresOf(applicationOperations),
  changes: proceduresOf(changeOperations),
  clickPreviews: proceduresOf(clickPreviewOperations),
  credits: proceduresOf(creditOperations),
  clicks: proceduresOf(clickOperations),
  commissions: proceduresOf(commissionOperations),
  coupons: proceduresOf(couponOperations),
  customers: proceduresOf(customerOperations),
  domains: proceduresOf(domainOperations),
  decisionPreviews: proceduresOf(decisionPreviewOperations),
  enrollments: proceduresOf(enrollmentOperations),
  eventList: proceduresOf(eventListOperations),
  events: proceduresOf(eventOperations),
  explain: proceduresOf(explainOperations),
  files: proceduresOf(fileOperations),
  jobs: proceduresOf(jobOperations),
  links: proceduresOf(linkOperations),
  mails: proceduresOf(mailOperations),
  memberMail: proceduresOf(memberMailOperations),
  members: proceduresOf(memberOperations),
  overview: proceduresOf(overviewOperations),
  partnerConnect: proceduresOf(partnerConnectOperations),
  partners: proceduresOf(partnerOperations),
  payoutActs: proceduresOf(payoutActOperations),
  payoutFiles: proceduresOf(payoutFileOperations),
  payoutMethods: proceduresOf(payoutMethodOperations),
  payouts: proceduresOf(payoutOperations),
  payoutsTogether: proceduresOf(payoutsTogetherOperations),
  postbackDeliveries: proceduresOf(postbackDeliveryOperations),
  postbacks: proceduresOf(postbackOperations),
  programs: proceduresOf(programOperations),
  reconciliations: proceduresOf(reconciliationOperations),
  rederivations: proceduresOf(rederivationOperations),
  reports: proceduresOf(reportOperations),
  rewards: proceduresOf(rewardOperations),
  safety: proceduresOf(safetyOperations),
  settings: proceduresOf(settingsOperations),
  setup: proceduresOf(setupOperations),
  statements: proceduresOf(statementOperations),
  stripe: proceduresOf(stripeOperations),
  terms: proceduresOf(termsOperations),
  webhookDeliveries: proceduresOf(webhookDeliveryOperations),
  webhooks: proceduresOf(webhookOperations),
});

const createCaller = trpc.createCallerFactory(appRouter);

/** Calls procedures from the server's own pages. */
export function caller(ctx: Context): ReturnType<typeof createCaller> {
  return createCaller({ call: ctx, request: NO_REQUEST, requestId: newId() });
}

/** A page calls on its own account: there is no request to read more from. */
const NO_REQUEST: TrpcContext["request"] = {
  method: "GET",
  path: "/",
  query: new URLSearchParams(),
  ip: "",
  header: () => undefined,
  body: async () => Buffer.alloc(0),
};
