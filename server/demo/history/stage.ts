import { type Millis, setClock } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { StandIn } from "../paying/stand-in";
import type { DemoLink } from "../store";
import type { PartnerNumber } from "./facts";

/** Where the history plays. */
export type Stage = {
  /** The midnight at which the history ends. */
  anchor: Millis;
  programId: Id;
  /** Each partner's link, in the order of the roster. */
  links: readonly DemoLink[];
  /** Null: nobody is paid over Stripe. */
  standIn: StandIn | null;
};

export function linkOf(stage: Stage, partner: PartnerNumber): DemoLink {
  const link = stage.links[partner];
  if (!link) throw new RangeError(`the roster has no partner ${partner}`);
  return link;
}

/** Does `work` as if it were `time`. Nothing else runs in the process while the demonstration is loaded. */
export async function at<T>(time: Millis, work: () => Promise<T>): Promise<T> {
  const restore = setClock(() => time);
  try {
    return await work();
  } finally {
    restore();
  }
}
