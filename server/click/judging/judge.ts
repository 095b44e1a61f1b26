import type { Limits } from "@/server/platform/limits/limits";
import type { LinkTarget } from "../store/target";
import { linkAndAddress, VELOCITY } from "./address";
import { type Headers, type Judgement, judgeRequest, REVOKED, TOO_FAST, VALID } from "./verdict";

/** What a visitor's browser sent, with the hash of its address. */
export type Arrival = { method: string; header: Headers; ipHash: string };

/** Judges an arrival; null when nothing is known of the visitor. Every arrival counts for the velocity, whatever it is found to be. */
export function judgeArrival(
  limits: Limits,
  target: Pick<LinkTarget, "linkId" | "partnerActive">,
  arrival: Arrival | null,
): Judgement {
  const waitMs = arrival === null ? 0 : limits.hit(VELOCITY, linkAndAddress(target.linkId, arrival.ipHash));
  if (!target.partnerActive) return REVOKED;
  const judgement = arrival === null ? VALID : judgeRequest(arrival.method, arrival.header);
  return judgement.verdict === "valid" && waitMs > 0 ? TOO_FAST : judgement;
}
