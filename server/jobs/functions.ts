import type { InngestFunction } from "inngest";
import { forgetExpiredFunction } from "./chores/forget-expired";
import { releaseHoldbacksFunction } from "./chores/release-holdbacks";
import type { MakeFunction, Tools } from "./client";

/** Every function there is. Both engines run these: Inngest, and the embedded runner where there is no Inngest. */
const FUNCTIONS: readonly MakeFunction[] = [releaseHoldbacksFunction, forgetExpiredFunction];

/** The function objects of this process. */
export function makeFunctions(tools: Tools): InngestFunction.Any[] {
  return FUNCTIONS.map((make) => make(tools));
}
