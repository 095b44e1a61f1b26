import type { Headers } from "@/server/click/judging/verdict";
import { trustIn } from "./client-ip";

/** The country that a visitor comes from as ISO 3166 has it, such as DE, or null. */
export type CountryOf = (peer: string | undefined, header: Headers) => string | null;

const CODE = /^[A-Za-z]{2}$/;
/** What proxies write for a country that they do not know. */
const UNKNOWN = "XX";

/** Read from the header of that name, and only where a trusted proxy sends it: anybody else could write what they like. */
export function countryFrom(name: string | undefined, trusted: readonly string[]): CountryOf {
  if (name === undefined) return () => null;
  const isTrusted = trustIn(trusted);
  return (peer, header) => (isTrusted(peer) ? countryIn(header(name)) : null);
}

export function countryIn(written: string | undefined): string | null {
  const country = written?.trim().toUpperCase() ?? "";
  return CODE.test(country) && country !== UNKNOWN ? country : null;
}
