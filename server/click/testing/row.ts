import { type Id, newId } from "@/server/platform/ids";
import { NO_CAMPAIGN } from "../redirect/campaign";
import type { ClickRow } from "../store/insert";

type Place = { brandId: Id; partnerId: Id; programId: Id; linkId: Id };

/** A valid click through a link at an instant, of which nothing else is known. */
export function clickRow(place: Place, ts: number, changes: Partial<ClickRow> = {}): ClickRow {
  return {
    ...NO_CAMPAIGN,
    ...place,
    id: newId(),
    couponId: null,
    ts,
    recordedAt: ts,
    verdict: "valid",
    verdictReason: null,
    landingUrl: null,
    referrer: null,
    userAgent: null,
    ipHash: null,
    country: null,
    consent: "unknown",
    ...changes,
  };
}
