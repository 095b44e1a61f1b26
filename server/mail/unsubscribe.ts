import { CATEGORIES, type Category } from "@/emails/template";
import { type Id, parseId } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { type Secrets, sameSecret } from "@/server/platform/secrets";
import { setWanted } from "./store";

const PURPOSE = "unsubscribe";

/** Whom a link in a mail lets opt out, and of what. */
export type OptOut = { brandId: Id; recipient: string; category: Category };

/** A link that works without signing in, for this one person and kind of mail. It does not expire: old mails are kept. */
export function unsubscribeUrl(appUrl: string, secrets: Secrets, optOut: OptOut): string {
  const claim = Buffer.from(JSON.stringify([optOut.brandId, optOut.recipient, optOut.category])).toString(
    "base64url",
  );
  return `${appUrl}/api/mail/unsubscribe?t=${claim}.${secrets.keyedHash(PURPOSE, claim)}`;
}

/** What the link's token says; null when it is not ours. */
export function readOptOut(secrets: Secrets, token: string): OptOut | null {
  const [claim = "", signature = ""] = token.split(".");
  if (!sameSecret(signature, secrets.keyedHash(PURPOSE, claim))) return null;
  const said: unknown = JSON.parse(Buffer.from(claim, "base64url").toString());
  if (!Array.isArray(said)) return null;
  const [brand, recipient, category] = said;
  const brandId = typeof brand === "string" ? parseId(brand) : null;
  const known = CATEGORIES.find((one) => one === category);
  return brandId && typeof recipient === "string" && known ? { brandId, recipient, category: known } : null;
}

/** From now on this person gets no mail of this kind from the brand. Doing it again changes nothing. */
export function unsubscribe(database: Database, { brandId, recipient, category }: OptOut): Promise<void> {
  return database.inBrand(brandId, (tx) => setWanted(tx, recipient, category, false));
}
