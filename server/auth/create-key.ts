import { type Millis, now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { enqueue, type Message } from "@/server/platform/outbox";
import { violatedConstraint } from "@/server/platform/postgres/constraint";
import { sha256 } from "@/server/platform/secrets";
import { permitKeys } from "./all-scopes";
import { type Context, transact } from "./context";
import { type KeyKind, newSecret } from "./keys";
import { note } from "./note";
import { PARTNER_SCOPES, type Scope } from "./scopes";
import { type ApiKey, countKeysOf, insertKey } from "./store";

export type NewKey = {
  name: string;
  kind: KeyKind;
  scopes?: readonly Scope[] | undefined;
  partnerId?: Id | undefined;
  expiresAt?: Millis | undefined;
};

const SHOWN_CHARACTERS = 10;
const OF_A_PARTNER = "api_keys_of_a_partner";

const MAX_KEYS_OF_A_PARTNER = 20;

/** Makes a key. Its secret is returned this once; what is stored is a hash. A partner who is signed in makes keys of their own. */
export async function createKey(ctx: Context, asked: NewKey): Promise<ApiKey & { secret: string }> {
  const own = permitKeys(ctx.actor);
  const wanted = own === null ? asked : keyOf(own, asked);
  const scopes = scopesFor(wanted);
  refuseOddPartner(wanted);
  refusePastEnd(wanted.expiresAt);
  const secret = newSecret(wanted.kind);
  const key: ApiKey = {
    id: newId(),
    name: wanted.name,
    kind: wanted.kind,
    prefix: secret.slice(0, SHOWN_CHARACTERS),
    scopes: scopes === null ? null : [...new Set(scopes)],
    partnerId: wanted.partnerId ?? null,
    createdAt: now(),
    expiresAt: wanted.expiresAt ?? null,
    revokedAt: null,
  };
  try {
    await transact(ctx, async (tx) => {
      if (own !== null && (await countKeysOf(tx, own)) >= MAX_KEYS_OF_A_PARTNER) throw tooMany();
      await insertKey(tx, { ...key, hash: sha256(secret) });
      await note(tx, ctx.actor, { area: "access", kind: "key_made", about: key.name });
      if (key.partnerId !== null) await enqueue(tx, [keyMade(key, key.partnerId, own === null)]);
    });
  } catch (error) {
    // The database checks the partner: this folder stands above the one that knows partners.
    if (violatedConstraint(error) === OF_A_PARTNER) throw partnerNotFound(wanted.partnerId);
    throw error;
  }
  return { ...key, secret };
}

/** For the mail to the partner, who is to know who else can read their figures. */
function keyMade({ id, name, prefix }: ApiKey, partnerId: Id, byBrand: boolean): Message {
  return { topic: "partner.key_made", subject: id, payload: { partnerId, name, prefix, byBrand } };
}

function keyOf(own: Id, asked: NewKey): NewKey {
  if (asked.kind === "partner" && (asked.partnerId ?? own) === own) return { ...asked, partnerId: own };
  throw new AppError("forbidden", "A partner makes keys of their own, of the kind partner, and no others.");
}

function tooMany(): AppError {
  return new AppError(
    "conflict",
    `A partner has at most ${MAX_KEYS_OF_A_PARTNER} keys: revoke one that is not used any more.`,
  );
}

/** Null stands for all scopes, which only a brand's own secret key can hold. */
function scopesFor({ kind, scopes }: NewKey): readonly Scope[] | null {
  switch (kind) {
    case "secret":
      return scopes ?? null;
    case "publishable":
      if (scopes === undefined) return ["identify:write"];
      throw refused(
        "scopes",
        "a publishable key has none to choose: it identifies and records clicks, nothing else",
      );
    case "partner": {
      const beyond = (scopes ?? []).find((scope) => !PARTNER_SCOPES.includes(scope));
      if (beyond === undefined) return scopes ?? PARTNER_SCOPES;
      throw refused(
        "scopes",
        `a partner's key cannot hold ${beyond}; it can hold ${PARTNER_SCOPES.join(", ")}`,
      );
    }
  }
}

function refuseOddPartner({ kind, partnerId }: NewKey): void {
  if (kind === "partner" && partnerId === undefined) {
    throw refused("partnerId", "a partner's key must say whose it is");
  }
  if (kind !== "partner" && partnerId !== undefined) {
    throw refused("partnerId", `only a key of kind "partner" belongs to a partner, not a ${kind} key`);
  }
}

function refusePastEnd(expiresAt: Millis | undefined): void {
  if (expiresAt === undefined || expiresAt > now()) return;
  throw new AppError(
    "invalid_time",
    `A key cannot expire in the past: ${new Date(expiresAt).toISOString()}.`,
  );
}

function refused(path: string, reason: string): AppError {
  return new AppError("invalid_body", `The body cannot be used: ${reason}.`, { detail: [{ path, reason }] });
}

function partnerNotFound(partnerId: Id | undefined): AppError {
  return new AppError("partner_not_found", `There is no partner "${partnerId}".`);
}
