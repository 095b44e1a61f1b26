import { describeApi } from "@/server/api/openapi/operation";
import { apiKeyOperations } from "./api-keys";
import { clickOperations } from "./clicks";
import { commissionOperations } from "./commissions";
import { couponOperations } from "./coupons";
import { enrollmentOperations } from "./enrollments";
import { eventOperations } from "./events";
import { explainOperations } from "./explain";
import { identifyOperations } from "./identify";
import { linkOperations } from "./links";
import type { AnyOperation } from "./operation";
import { partnerOperations } from "./partners";
import { programOperations } from "./programs";
import { reportOperations } from "./reports";
import { settingsOperations } from "./settings";
import { termsOperations } from "./terms";
import { trackOperations } from "./track";

const keyed: readonly AnyOperation[] = [
  ...trackOperations,
  ...identifyOperations,
  ...eventOperations,
  ...explainOperations,
  ...clickOperations,
  ...programOperations,
  ...termsOperations,
  ...partnerOperations,
  ...enrollmentOperations,
  ...linkOperations,
  ...couponOperations,
  ...commissionOperations,
  ...reportOperations,
  ...settingsOperations,
  ...apiKeyOperations,
];

/** Every operation of the API, in the order in which the documentation shows them. */
export const operations: readonly AnyOperation[] = [...keyed, describeApi(keyed)];
