import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Actor } from "./context";

/** For managing keys: who may do less than everything could make a key that may do more than they. */
export function permitAll(actor: Actor): void {
  const all =
    actor.kind === "admin" ||
    actor.kind === "system" ||
    (actor.kind === "secret" && actor.scopes === "all") ||
    (actor.kind === "member" && actor.role !== "viewer");
  if (all) return;
  if (actor.kind === "member" || actor.kind === "portal") {
    throw new AppError("forbidden", "This needs an owner or an admin of the brand.");
  }
  throw new AppError("forbidden_scope", "Managing API keys needs a key with all scopes.", {
    detail: { required: "all" },
  });
}

/** For what shuts people and machines out: of the members only who owns the brand. */
export function permitOwner(actor: Actor): void {
  permitAll(actor);
  if (actor.kind === "member" && actor.role !== "owner")
    throw new AppError("forbidden", "Only an owner of the brand may do this.");
}

/** For managing keys. A partner who is signed in has keys of their own: resolves to that partner, and to null for the brand. */
export function permitKeys(actor: Actor): Id | null {
  if (actor.kind === "portal") return actor.partnerId;
  permitAll(actor);
  return null;
}
