import type { History, Terms } from "@/server/attribution/history";
import { history, id, partner, program, START, termsOf } from "@/server/attribution/testing/facts";
import type { EnrollmentFacts, Period } from "@/server/partner/rules";
import type { Id } from "@/server/platform/ids";
import type { ProgramFacts, TermsVersion } from "@/server/program/rules";
import { EMAIL_OF_C, type Fact, PARTNER_NAMES, PROGRAM_NAMES } from "./generate";

/** What the brand was before anything was learnt: each program's settings and its first terms. */
export type Setting = {
  first: TermsVersion;
  programs: Pick<ProgramFacts, "couponPriority" | "timeZone" | "startsAt" | "endsAt" | "allowSelfReferral">[];
};

/** What the facts that are known so far amount to. */
export function told(setting: Setting, known: readonly Fact[]): { history: History; terms: Terms } {
  const of = <K extends Fact["kind"]>(kind: K): Extract<Fact, { kind: K }>[] =>
    known.filter((one): one is Extract<Fact, { kind: K }> => one.kind === kind);
  const absences = new Map(of("absence").map((one) => [one.partnerId, one]));
  const partners = PARTNER_NAMES.map((name) => {
    const away = absences.get(id(name));
    const emailHashes = name === "C" ? [EMAIL_OF_C] : [];
    return partner(name, { emailHashes, periods: away ? periodsAround(away) : [{ from: START, to: null }] });
  });
  const versions = of("terms").map((one) => one.version);
  const programs = PROGRAM_NAMES.map((name, index) => {
    const own = versions.filter((one) => one.programId === id(name));
    const first = {
      ...setting.first,
      id: id(`first${name}`),
      programId: id(name),
      effectiveFrom: START,
      createdAt: START - 1,
    };
    return program({ ...setting.programs[index], id: id(name), terms: [...own, first] });
  });
  return {
    history: history({
      clicks: of("click").map((one) => one.click),
      events: of("event").map((one) => one.event),
      decisions: of("decision").map((one) => one.decision),
      emailHashes: of("email").map((one) => one.hash),
    }),
    terms: termsOf(programs, partners, of("pin").map(enrollmentOf)),
  };
}

function periodsAround(away: { from: number; to: number | null }): Period[] {
  const before = { from: START - 1, to: Math.max(away.from, START) };
  return away.to === null ? [before] : [before, { from: Math.max(away.to, START), to: null }];
}

function enrollmentOf(pin: { partnerId: Id; programId: Id; from: number; termsId: Id }): EnrollmentFacts {
  const { partnerId, programId, termsId } = pin;
  const from = Math.max(pin.from, START + 1);
  const periods = [
    { from: START, to: from, termsId: null },
    { from, to: null, termsId },
  ];
  return { partnerId, programId, periods };
}
