import { apiKeyOperations } from "@/server/api/rest/api-keys";
import { clickOperations } from "@/server/api/rest/clicks";
import { commissionOperations } from "@/server/api/rest/commissions";
import { couponOperations } from "@/server/api/rest/coupons";
import { enrollmentOperations } from "@/server/api/rest/enrollments";
import { eventOperations } from "@/server/api/rest/events";
import { explainOperations } from "@/server/api/rest/explain";
import { linkOperations } from "@/server/api/rest/links";
import { partnerOperations } from "@/server/api/rest/partners";
import { programOperations } from "@/server/api/rest/programs";
import { reportOperations } from "@/server/api/rest/reports";
import { settingsOperations } from "@/server/api/rest/settings";
import { termsOperations } from "@/server/api/rest/terms";
import type { Context } from "@/server/auth/context";
import { newId } from "@/server/platform/ids";
import { proceduresOf, type TrpcContext, trpc } from "./procedure";

/** Every operation that is not made for a visitor's browser, as a procedure, grouped by what it is about. */
export const appRouter = trpc.router({
  apiKeys: proceduresOf(apiKeyOperations),
  clicks: proceduresOf(clickOperations),
  commissions: proceduresOf(commissionOperations),
  coupons: proceduresOf(couponOperations),
  enrollments: proceduresOf(enrollmentOperations),
  events: proceduresOf(eventOperations),
  explain: proceduresOf(explainOperations),
  links: proceduresOf(linkOperations),
  partners: proceduresOf(partnerOperations),
  programs: proceduresOf(programOperations),
  reports: proceduresOf(reportOperations),
  settings: proceduresOf(settingsOperations),
  terms: proceduresOf(termsOperations),
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
