import { DAY_MS, type Millis } from "@/server/platform/clock";
import type { TermsVersion } from "../rules";

/** Partners hear of new terms so long before they count, or when they are made where that is later. */
export const NOTICE_DAYS = 30;
export const NOTICE_MS = NOTICE_DAYS * DAY_MS;

/** Whether terms that count from `effectiveFrom` are to be told of at this time already. */
export function isKnownInTime(effectiveFrom: Millis, at: Millis): boolean {
  return effectiveFrom <= at + NOTICE_MS;
}

/**
 * The versions of one program that lie ahead and are near enough to be told of. One that another version of the same date replaced is
 * in force at no time, and nobody hears of it: versions are made far ahead to be pinned, or by mistake.
 */
export function versionsToCome(versions: readonly TermsVersion[], at: Millis): TermsVersion[] {
  return versions.filter(
    ({ id, effectiveFrom }) =>
      effectiveFrom > at &&
      isKnownInTime(effectiveFrom, at) &&
      !versions.some((other) => other.effectiveFrom === effectiveFrom && other.id > id),
  );
}
