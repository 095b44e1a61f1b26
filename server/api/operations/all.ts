import { describeApi } from "@/server/api/openapi/operation";
import { apiKeyOperations } from "@/server/api/operations/brand/api-keys";
import { domainOperations } from "@/server/api/operations/brand/domains";
import { fileOperations } from "@/server/api/operations/brand/files";
import { safetyOperations } from "@/server/api/operations/brand/safety";
import { settingsOperations } from "@/server/api/operations/brand/settings";
import { commissionOperations } from "@/server/api/operations/commissions/commissions";
import { decisionPreviewOperations } from "@/server/api/operations/commissions/previews";
import { reportOperations } from "@/server/api/operations/commissions/reports";
import { changeOperations } from "@/server/api/operations/data/changes";
import { exportOperations } from "@/server/api/operations/data/export";
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
import { identifyOperations } from "@/server/api/operations/tracking/identify";
import { trackOperations } from "@/server/api/operations/tracking/track";
import {
  postbackDeliveryOperations,
  webhookDeliveryOperations,
} from "@/server/api/operations/webhooks/deliveries";
import { postbackOperations } from "@/server/api/operations/webhooks/postbacks";
import { webhookOperations } from "@/server/api/operations/webhooks/webhooks";
import type { AnyOperation } from "@/server/api/rest/operation";

const keyed: readonly AnyOperation[] = [
  ...trackOperations,
  ...identifyOperations,
  ...eventOperations,
  ...eventListOperations,
  ...explainOperations,
  ...customerOperations,
  ...clickOperations,
  ...clickPreviewOperations,
  ...creditOperations,
  ...programOperations,
  ...termsOperations,
  ...rederivationOperations,
  ...partnerOperations,
  ...enrollmentOperations,
  ...linkOperations,
  ...couponOperations,
  ...commissionOperations,
  ...decisionPreviewOperations,
  ...payoutOperations,
  ...payoutsTogetherOperations,
  ...payoutActOperations,
  ...payoutFileOperations,
  ...reconciliationOperations,
  ...payoutMethodOperations,
  ...statementOperations,
  ...reportOperations,
  ...overviewOperations,
  ...settingsOperations,
  ...fileOperations,
  ...safetyOperations,
  ...domainOperations,
  ...exportOperations,
  ...changeOperations,
  ...jobOperations,
  ...apiKeyOperations,
  ...memberOperations,
  ...memberMailOperations,
  ...setupOperations,
  ...applicationOperations,
  ...stripeOperations,
  ...rewardOperations,
  ...partnerConnectOperations,
  ...mailOperations,
  ...webhookOperations,
  ...webhookDeliveryOperations,
  ...postbackOperations,
  ...postbackDeliveryOperations,
];

/** Every operation of the API, in the order in which the documentation shows them. */
export const operations: readonly AnyOperation[] = [...keyed, describeApi(keyed)];
