import type { InngestFunction } from "inngest";
import { countPaidClicksFunction } from "./chores/count-paid-clicks";
import { forgetExpiredFunction } from "./chores/forget-expired";
import { releaseHoldbacksFunction } from "./chores/release-holdbacks";
import type { MakeFunction, Tools } from "./client";
import { tellProgramEndsFunction } from "./mail/program-ends";
import { sendMailFunction } from "./mail/send";
import { tellTermsToComeFunction } from "./mail/terms-to-come";
import { planPayoutsFunction } from "./payout/plan";
import { reconcilePayoutsFunction } from "./payout/reconcile";
import { findDuePayoutsFunction, sendPayoutsFunction } from "./payout/send";
import { lookFunction } from "./relay/look-function";
import { relayChangesFunction } from "./relay/relay-function";
import { syncPromotionsFunction } from "./stripe/sync-promotions";
import { workOffStripeFunction } from "./stripe/work-off-function";
import { deliverFunction } from "./webhook/deliver";
import { findDueFunction } from "./webhook/find-due";

/** Every function there is. Both engines run these: Inngest, and the embedded runner where there is no Inngest. */
const FUNCTIONS: readonly MakeFunction[] = [
  relayChangesFunction,
  lookFunction,
  releaseHoldbacksFunction,
  countPaidClicksFunction,
  forgetExpiredFunction,
  sendMailFunction,
  tellProgramEndsFunction,
  tellTermsToComeFunction,
  deliverFunction,
  findDueFunction,
  workOffStripeFunction,
  syncPromotionsFunction,
  planPayoutsFunction,
  findDuePayoutsFunction,
  sendPayoutsFunction,
  reconcilePayoutsFunction,
];

/** The function objects of this process. */
export function makeFunctions(tools: Tools): InngestFunction.Any[] {
  return FUNCTIONS.map((make) => make(tools));
}
