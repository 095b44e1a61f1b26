import type { Millis } from "@/server/platform/clock";
import { type Id, idAt, newId } from "@/server/platform/ids";
import type { ClickRow } from "./store/insert";
import type { LinkTarget } from "./store/target";

type Identified = Pick<
  ClickRow,
  "brandId" | "id" | "partnerId" | "programId" | "linkId" | "couponId" | "ts" | "recordedAt"
>;

/** Who a click through a link belongs to, and when it was. A click that is learnt late has its own time in its id. */
export function clickThrough(
  brandId: Id,
  target: Pick<LinkTarget, "partnerId" | "programId" | "linkId">,
  time: { recordedAt: Millis; ts?: Millis | undefined; id?: Id | undefined },
): Identified {
  const { recordedAt, ts = recordedAt } = time;
  return {
    brandId,
    id: time.id ?? (ts === recordedAt ? newId(ts) : idAt(ts)),
    partnerId: target.partnerId,
    programId: target.programId,
    linkId: target.linkId,
    couponId: null,
    ts,
    recordedAt,
  };
}
