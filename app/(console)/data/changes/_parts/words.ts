import { data } from "@/app/_text/console/data";
import type { ChangeRow } from "../load";

const { changes: text } = data;

/** What was done, in a few words. */
export function whatOf({ area, kind, count }: ChangeRow): string {
  if (area === "commissions" && kind === "approved") return text.approved(count);
  if (area === "payouts" && kind === "run") return text.run(count);
  if (kind === "keys_revoked") return text.keysRevoked(count);
  if (kind === "signed_out") return text.signedOut(count);
  return text.kinds[`${area} ${kind}`] ?? kind;
}

/** Who did it, as a person knows them. */
export function whoOf(by: string, keyName: string | null): string {
  if (keyName !== null) return text.key(keyName);
  if (by === "admin") return text.admin;
  return by === "system" ? text.system : by;
}

/** Where what was done is seen; null where there is no page of it. */
export function placeOf({ area, kind, subjectId }: ChangeRow): string | null {
  switch (area) {
    case "terms":
      return `/programs/${subjectId}`;
    case "partners":
      return subjectId && `/partners/${subjectId}`;
    case "commissions":
      if (OF_ENTRIES.includes(kind)) return `/commissions/${subjectId}`;
      return subjectId && `/events/${subjectId}`;
    case "clicks":
      return kind === "flag" ? `/fraud?verdict=manual&open=${subjectId}` : "/fraud";
    case "payouts":
      if (kind === "file") return "/payouts/files";
      return kind === "run" ? "/payouts" : `/payouts/${subjectId}`;
    case "members":
      return "/settings/members";
    case "links":
      return subjectId ? `/partners/${subjectId}` : "/settings/danger";
    case "settings":
      return /^(logo|asset)_/.test(kind) ? "/settings/pictures" : "/settings";
    case "access":
      if (kind.startsWith("postback_")) return subjectId && `/partners/${subjectId}`;
      return ACCESS_PLACES[kind.replace(/_.*/, "")] ?? null;
  }
}

/** Acts about one entry of the ledger instead of an event. */
const OF_ENTRIES = ["approved", "gave", "took", "gift_reversed"];

const ACCESS_PLACES: Readonly<Record<string, string>> = {
  key: "/developers/keys",
  webhook: "/developers/webhooks",
  stripe: "/developers/stripe",
  domain: "/settings/domains",
  keys: "/settings/danger",
  signed: "/settings/danger",
};
