import type { DataOf } from "@/emails/catalog";
import { DAY_MS, type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

/** One version is told to one partner once, whether it is told when it is made or when its day comes near. */
export function causeOfTerms(termsId: Id): string {
  return `terms ${termsId}`;
}

/** What is said of terms that count from a time on. */
export function termsLetter(
  appUrl: string,
  program: { name: string; timeZone: string },
  effectiveFrom: Millis,
): DataOf<"terms_changed"> {
  const from = new Date(effectiveFrom).toLocaleDateString("en-GB", {
    timeZone: program.timeZone,
    dateStyle: "long",
  });
  return { url: `${appUrl}/portal`, program: program.name, from, past: effectiveFrom < now() - DAY_MS };
}
