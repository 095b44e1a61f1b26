import { currencyProblems } from "@/server/brand/amounts";
import type { Problem } from "@/server/brand/problems";
import { isTimeZone } from "@/server/brand/time-zone";
import { readDomain } from "./destinations/allowed-domains";
import { destinationProblem } from "./destinations/destination";
import type { Program } from "./store/programs";

/** What a program is checked for, whether it is new or changes. */
export type Checked = Pick<
  Program,
  "destinationUrl" | "allowedDomains" | "currency" | "timeZone" | "startsAt" | "endsAt"
>;

/** Checks the settings of a program and returns its domains as browsers write them. */
export function readDomains(domains: readonly string[], problems: Problem[]): string[] {
  const hosts = domains.flatMap((written, index) => {
    const domain = readDomain(written);
    if (domain.ok) return domain.host;
    problems.push({ path: `allowedDomains.${index}`, reason: domain.reason });
    return [];
  });
  return [...new Set(hosts)];
}

export function settingsProblems(program: Omit<Checked, "allowedDomains">): Problem[] {
  const problems = currencyProblems("currency", program.currency);
  const destination = destinationProblem(program.destinationUrl);
  if (destination !== null) problems.push({ path: "destinationUrl", reason: destination });
  if (!isTimeZone(program.timeZone)) {
    problems.push({ path: "timeZone", reason: `"${program.timeZone.slice(0, 64)}" is no IANA time zone` });
  }
  if (program.startsAt !== null && program.endsAt !== null && program.startsAt >= program.endsAt) {
    problems.push({ path: "endsAt", reason: "a program ends after it starts" });
  }
  return problems;
}
