import { createHash } from "node:crypto";
import { HOUR_MS, type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type Secrets, sameSecret } from "@/server/platform/secrets";
import type { TermsInput } from "@/server/program/terms/terms-input";

/** Terms that would be in force from a date on. */
export type TermsDraft = { programId: Id; terms: TermsInput; effectiveFrom: Millis };

const TOKEN_LIFE_MS = 24 * HOUR_MS;

/** Says that a person has seen what exactly these terms would change. */
export function previewToken(secrets: Secrets, tx: Tx, draft: TermsDraft): string {
  return tokenUntil(secrets, tx, draft, now() + TOKEN_LIFE_MS);
}

/** Whether a token came from a preview of exactly these terms, not too long ago. */
export function isPreviewOf(secrets: Secrets, tx: Tx, draft: TermsDraft, token: string): boolean {
  const until = Number(token.split(".")[0]);
  return (
    Number.isSafeInteger(until) && until > now() && sameSecret(token, tokenUntil(secrets, tx, draft, until))
  );
}

function tokenUntil(secrets: Secrets, tx: Tx, draft: TermsDraft, until: Millis): string {
  const content = createHash("sha256")
    .update(JSON.stringify(sorted(draft)))
    .digest("hex");
  return `${until}.${secrets.keyedHash("terms preview", `${tx.brandId} ${until} ${content}`)}`;
}

/** The same content gives the same text, whatever the order of its fields. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}
