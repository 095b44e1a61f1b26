import type { Currency } from "@/server/money/currency";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

/** A transfer as Stripe holds it, in our minor units. */
export type Transfer = {
  id: string;
  amount: Minor;
  /** How much of it was taken back, in all. */
  reversed: Minor;
  currency: Currency;
  destination: string;
  /** The payout's id, for transfers of ours. */
  group: string | null;
  createdAt: Millis;
};

/** What is asked for. The same key and the same content are the same transfer, for 24 hours. */
export type TransferOrder = {
  key: string;
  group: Id;
  amount: Minor;
  currency: Currency;
  destination: string;
  generation: number;
};

/** How a request ended. */
export type Answer =
  | { kind: "transfer"; transfer: Transfer }
  | { kind: "transfers"; transfers: Transfer[] }
  /** A clear no: this request did nothing. `code` is Stripe's. */
  | { kind: "refused"; code: string; message: string }
  /** The key was used before, for something else. */
  | { kind: "other_content"; message: string }
  /** There is no such transfer. */
  | { kind: "missing" }
  /** Nobody knows whether it took effect: time-out, 5xx, 429, or a request with this key still under way. */
  | { kind: "unclear"; code: string; message: string };

/** The brand's account at Stripe, as payouts use it. No method throws for what Stripe or the network does. */
export type Transfers = {
  /** Names the account that sends: a transfer that another account made is not found here. */
  readonly account: string;
  create(order: TransferOrder): Promise<Answer>;
  /** All transfers of one payout; several only if something went wrong. */
  ofGroup(group: Id): Promise<Answer>;
  read(transferId: string): Promise<Answer>;
  /** All transfers made since an instant, newest first. */
  since(from: Millis): Promise<Answer>;
};
