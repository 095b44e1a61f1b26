import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

/** What the click was judged to be when it arrived. Only `valid` earns. */
export type Verdict = "valid" | "bot" | "prefetch" | "velocity" | "revoked" | "manual";

/** A click as deriving sees it. */
export type ClickFact = {
  id: Id;
  partnerId: Id;
  programId: Id;
  ts: Millis;
  verdict: Verdict;
  coupon: boolean;
};

/** The order of clicks: time, then id. */
export function compareClicks(a: Pick<ClickFact, "ts" | "id">, b: Pick<ClickFact, "ts" | "id">): number {
  if (a.ts !== b.ts) return a.ts - b.ts;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A person's decision overturns the verdict; the click itself never changes. The last decision wins. */
export function effectiveVerdict(recorded: Verdict, lastDecision: "flag" | "unflag" | undefined): Verdict {
  if (lastDecision === undefined) return recorded;
  return lastDecision === "unflag" ? "valid" : "manual";
}
