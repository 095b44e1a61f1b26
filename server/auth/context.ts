import type { Transport } from "@/server/mail/transports/transport";
import type { Millis } from "@/server/platform/clock";
import type { Derive } from "@/server/platform/derivation";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Limits } from "@/server/platform/limits/limits";
import type { Log } from "@/server/platform/log";
import type { Outbound } from "@/server/platform/outbound/outbound";
import { type Binding, type Database, nested, type Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import type { StripeDoor } from "@/server/stripe/connection";
import { PORTAL_SCOPES, type Scope } from "./scopes";

/** What a member of a brand may do: everything; everything but deciding who owns the brand; look. */
export type Role = "owner" | "admin" | "viewer";

/** Who is asking. */
export type Actor =
  | { kind: "admin"; brandId: Id }
  | { kind: "secret"; brandId: Id; keyId: Id; scopes: ReadonlySet<Scope> | "all" }
  | { kind: "partner"; brandId: Id; keyId: Id; partnerId: Id; scopes: ReadonlySet<Scope> | "all" }
  | { kind: "publishable"; brandId: Id; keyId: Id; origin: string | null }
  | { kind: "browser"; brandId: Id; origin: string }
  | { kind: "member"; brandId: Id; sessionId: Id; memberId: Id; role: Role; email: string }
  | { kind: "portal"; brandId: Id; sessionId: Id; partnerId: Id; email: string }
  | { kind: "system"; brandId: Id };

/** What the process offers to every verb. */
export type Services = {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly derive: Derive;
  /** Starts deriving all customers of a program again, for changes that concern many of them. Resolves to the job's id. */
  readonly rederiveProgram: (tx: Tx, programId: Id, reason: string) => Promise<Id>;
  /** Counts the clicks of an instant's local day again, where the program pays for clicks. */
  readonly deriveClickDay: (tx: Tx, programId: Id, ts: Millis) => Promise<void>;
  readonly limits: Limits;
  /** Calls addresses that people typed. */
  readonly outbound: Outbound;
  /** How brands' Stripe accounts are reached. */
  readonly stripe: StripeDoor;
  /** The way mail leaves. */
  readonly mail: Transport;
  readonly maxFutureHours: number;
  /** Where people and browsers reach this server, without a trailing slash. */
  readonly appUrl: string;
  /** The domain below which each brand's links have a host of their own; null where there is none. */
  readonly linkDomain: string | null;
};

/** One call: the services, who is asking, and the transaction it joins when a door has already opened one. */
export type Context = { readonly services: Services; readonly actor: Actor; readonly tx?: Tx };

/** Runs `work` in the caller's transaction, undoing only its own writes if it fails; else in one of its own. */
export function transact<T>(ctx: Context, work: (tx: Tx) => Promise<T>, binding: Binding = {}): Promise<T> {
  if (ctx.tx) return nested(ctx.tx, work);
  return ctx.services.database.inBrand(ctx.actor.brandId, work, binding);
}

/** The name written beside what an actor did. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "admin":
    case "system":
      return actor.kind;
    case "browser":
      return actor.origin;
    case "member":
    case "portal":
      return actor.email;
    case "secret":
    case "partner":
    case "publishable":
      return actor.keyId;
  }
}

/** Refuses an actor without the scope. 403 `forbidden_scope` names what is missing. */
export function permit(actor: Actor, scope: Scope): void {
  if (holds(actor, scope)) return;
  if (actor.kind === "member")
    throw new AppError("forbidden", "A viewer may look at this and not change it.");
  if (actor.kind === "portal") throw new AppError("forbidden", "This is the brand's to do, not a partner's.");
  throw new AppError("forbidden_scope", `This key may not do that: it lacks the scope ${scope}.`, {
    detail: { required: scope },
  });
}

/** Whether `permit` lets an actor pass, for what is shown to some and not to others. */
export function holds(actor: Actor, scope: Scope): boolean {
  switch (actor.kind) {
    case "admin":
    case "system":
      return true;
    case "secret":
    case "partner":
      return actor.scopes === "all" || actor.scopes.has(scope);
    case "member":
      return actor.role !== "viewer" || scope.endsWith(":read");
    case "portal":
      return PORTAL_SCOPES.includes(scope);
    case "publishable":
    case "browser":
      return scope === "identify:write";
  }
}

/** The partner whose rows alone this actor may see; null for an actor of the brand. */
export function ownPartner(actor: Actor): Id | null {
  return actor.kind === "partner" || actor.kind === "portal" ? actor.partnerId : null;
}

/** For what only the brand itself may do. Partners and their keys have rights over their own rows, never over the brand. */
export function permitBrand(actor: Actor, scope: Scope): void {
  permit(actor, scope);
  if (ownPartner(actor) !== null)
    throw new AppError("forbidden", "This is the brand's to do, not a partner's.");
}
