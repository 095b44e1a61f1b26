import type { Id } from "./ids";
import type { Tx } from "./postgres/database";

/** Why an event was or was not credited. */
export type OutcomeStatus =
  | "attributed"
  | "no_identity"
  | "no_click"
  | "outside_window"
  | "partner_inactive"
  | "self_referral"
  | "not_attributable";

export type CreditedTouch = {
  clickId: Id | null;
  partnerId: Id;
  programId: Id;
  /** Millionths of the event. */
  weight: number;
  attributionId: Id;
  /** Open and paid entries, oldest first; reversed ones are left out. */
  commissionIds: Id[];
};

/** How one event stands after deriving. */
export type EventCredit = {
  status: OutcomeStatus;
  model: string | null;
  /** A sentence for a person, when the event was not attributed. */
  reason: string | null;
  touches: CreditedTouch[];
};

export type DerivationReport = {
  /** Events that this run credited and that were not credited before it. */
  newlyAttributed: Id[];
  entriesPosted: number;
  /** For the events that were asked about. */
  credits: Map<Id, EventCredit>;
};

/**
 * Derives the histories of these users' customers again and posts what differs, within the transaction that added the new
 * facts. The folders of raw facts stand above the one that derives, so they reach it through this type;
 * `server/commission/derive/derive.ts` implements it. Users that have no customer yet are passed over.
 */
export type Derive = (tx: Tx, users: readonly string[], asked?: Asked) => Promise<DerivationReport>;

export type Asked = {
  /** Events whose credit is to be reported. */
  credits?: readonly Id[];
  /**
   * Events that this transaction stored, when nothing else about these customers has changed in it: what follows from the older
   * facts is stored already, and is not compared again.
   */
  added?: ReadonlySet<Id>;
};
