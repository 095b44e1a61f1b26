import type { Outbound } from "@/server/platform/outbound/outbound";
import { expand, templateProblem, urlTemplateProblem } from "../macros";
import type { ReceiverRow } from "../store/receivers";
import { unusable } from "./access";

/** What people decide of a receiver. */
export type ReceiverInput = Pick<ReceiverRow, "kind" | "url" | "method" | "body" | "types" | "description">;

/** Refuses what could never be called: 400 `invalid_body` with the field and the reason. */
export function refuseUnusable(outbound: Outbound, input: ReceiverInput): void {
  const isTemplate = input.kind === "postback";
  const template = isTemplate ? urlTemplateProblem(input.url) : null;
  const problem = template ?? outbound.problemOf(isTemplate ? expand(input.url, {}) : input.url);
  if (problem !== null) throw unusable("url", problem);
  if (input.body === null) return;
  if (input.method === "GET")
    throw unusable("body", "a GET request has no body: send null with the method GET");
  const inBody = templateProblem(input.body);
  if (inBody !== null) throw unusable("body", inBody);
}
