import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Limits } from "@/server/platform/limits/limits";
import type { LinkTarget } from "../store/target";
import { linkAndAddress, VELOCITY } from "./address";
import { type Headers, type Judgement, judgeRequest, REVOKED, TOO_FAST, VALID } from "./verdict";

/** What a visitor's browser sent, with the hash of its address. */
export type Arrival = {
  method: string;
  header: Headers;
  ipHash: string;
  /** The hash until midnight, while clicks of before it count. */
  ipHashBefore: string | null;
};

/** Judges an arrival; null when nothing is known of the visitor. Every arrival counts for the velocity, whatever it is found to be. */
export function judgeArrival(
  limits: Limits,
  target: Pick<LinkTarget, "linkId" | "partnerActive">,
  arrival: Arrival | null,
): Judgement {
  const waitMs = arrival === null ? 0 : hitLink(limits, target.linkId, arrival);
  if (!target.partnerActive) return REVOKED;
  const judgement = arrival === null ? VALID : judgeRequest(arrival.method, arrival.header);
  return judgement.verdict === "valid" && waitMs > 0 ? TOO_FAST : judgement;
}

function hitLink(limits: Limits, linkId: Id, { ipHash, ipHashBefore }: Arrival): Millis {
  const before = ipHashBefore === null ? null : linkAndAddress(linkId, ipHashBefore);
  return limits.hit(VELOCITY, linkAndAddress(linkId, ipHash), before);
}
