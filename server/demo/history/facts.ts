import type { Verdict } from "@/server/click/rules";
import type { NewEvent } from "@/server/event/intake/prepare";
import type { FileRail } from "@/server/payout/files/formats";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Random } from "./random";

/** A place in the roster, from 0. */
export type PartnerNumber = number;

export type DemoClick = {
  id: Id;
  at: Millis;
  partner: PartnerNumber;
  userAgent: string;
  referrer: string | null;
  country: string;
  /** What the redirect judged; absent: what the user agent says. */
  verdict?: Verdict;
  verdictReason?: string;
};

/** Something that is told to the server, at the time it is told. `alone`: not together with its neighbours. */
export type DemoFact = { at: Millis; alone?: true } & (
  | { kind: "identify"; cref: Id; userId: string }
  | { kind: "event"; event: DemoEvent }
  | { kind: "redeem"; code: string; event: DemoEvent & { value: string } }
  | { kind: "revoke"; partner: PartnerNumber; reason: string }
  | { kind: "method"; partner: PartnerNumber; way: "stripe_connect" | FileRail }
  | { kind: "payday"; troubles: Troubles }
  /** What became of the payouts that were planned at `payday`. */
  | { kind: "settle"; payday: Millis; troubles: Troubles }
);

/** What goes wrong with the payouts of one day. */
export type Troubles = {
  /** Stripe gives no answer about this partner's transfer. */
  unanswered: PartnerNumber | null;
  /** Stripe asks this partner for a document just then. */
  restricted: PartnerNumber | null;
  /** PayPal knows nobody at this partner's address. */
  bounced: PartnerNumber | null;
  /** Nobody has confirmed these payments by hand. */
  unconfirmed: readonly PartnerNumber[];
  /** Nobody has confirmed what went through this file. */
  openFile: FileRail | null;
};

export type DemoEvent = Pick<NewEvent, "userId" | "type" | "value" | "refundOf"> & { externalId: string };

export type DemoHistory = { clicks: DemoClick[]; facts: DemoFact[] };

const BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;

/** A click's id that is the same whenever the same history is imagined, so that loading it twice adds nothing. */
export function imaginedId(at: Millis, random: Random): Id {
  let time = "";
  for (let rest = at; time.length < TIME_CHARACTERS; rest = Math.floor(rest / 32)) {
    time = (BASE_32[rest % 32] ?? "0") + time;
  }
  const noise = Array.from({ length: RANDOM_CHARACTERS }, () => BASE_32[random.whole(0, 31)]);
  return time + noise.join("");
}
