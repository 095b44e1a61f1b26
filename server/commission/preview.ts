import { createHash } from "node:crypto";
import { keyText, type Terms } from "@/server/attribution/history";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import { type Minor, minor, ZERO } from "@/server/money/minor";
import { HOUR_MS, type Millis, now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";
import { type Secrets, sameSecret } from "@/server/platform/secrets";
import { draftTerms } from "@/server/program/add-terms";
import type { TermsVersion } from "@/server/program/rules";
import type { TermsInput } from "@/server/program/terms-input";
import { deriveHistory } from "./derivation";
import { type Loaded, load } from "./load";
import { customersOfProgram } from "./store/concerned";

/** Terms that would be in force from a date on. */
export type TermsDraft = { programId: Id; terms: TermsInput; effectiveFrom: Millis };

/** What partners have and would have, in one currency. */
export type PartnerEffect = { partnerId: Id; currency: string; before: Minor; after: Minor };

export type Preview = {
  previewToken: string;
  /** Events looked at, and those whose credit or amounts would differ. */
  events: number;
  changed: number;
  byPartner: PartnerEffect[];
  ledgerDelta: { currency: string; amount: Minor }[];
};

const CUSTOMERS_PER_STEP = 500;
const TOKEN_LIFE_MS = 24 * HOUR_MS;

/** What a version of terms with a past date would change, derived in full and written nowhere. */
export function previewTerms(ctx: Context, draft: TermsDraft): Promise<Preview> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    const version = await draftTerms(tx, draft.programId, draft.terms, draft.effectiveFrom);
    const tally = newTally();
    for (let cursor: Id | null = null; ; ) {
      const customers = await customersOfProgram(tx, draft.programId, cursor, CUSTOMERS_PER_STEP);
      if (customers.length > 0) compareAll(await load(tx, customers), version, tally);
      if (customers.length < CUSTOMERS_PER_STEP) break;
      cursor = customers.at(-1) ?? null;
    }
    return {
      previewToken: tokenFor(ctx.services.secrets, tx, draft, now() + TOKEN_LIFE_MS),
      ...figuresOf(tally),
    };
  });
}

/** Whether a token came from a preview of exactly these terms, not too long ago. */
export function isPreviewOf(secrets: Secrets, tx: Tx, draft: TermsDraft, token: string): boolean {
  const until = Number(token.split(".")[0]);
  return (
    Number.isSafeInteger(until) && until > now() && sameSecret(token, tokenFor(secrets, tx, draft, until))
  );
}

function tokenFor(secrets: Secrets, tx: Tx, draft: TermsDraft, until: Millis): string {
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

type Tally = { events: number; changed: number; partners: Map<string, PartnerEffect> };

const newTally = (): Tally => ({ events: 0, changed: 0, partners: new Map() });

function compareAll(loaded: Loaded, version: TermsVersion, tally: Tally): void {
  const terms = withVersion(loaded.terms, version);
  for (const history of loaded.histories.values()) {
    const after = deriveHistory(history, terms);
    const changed = new Set<Id>();
    const owed = new Map(
      after.owed.filter((one) => !after.reversed.has(keyText(one))).map((one) => [keyText(one), one]),
    );
    const ledger = new Map<string, Minor>();
    for (const event of history.events) {
      for (const entry of loaded.stored.entries.get(event.id) ?? []) {
        const key = keyText(entry);
        ledger.set(key, minor((ledger.get(key) ?? ZERO) + entry.amount));
        add(tally, entry.partnerId, entry.currency, entry.amount, ZERO);
        if (!owed.has(key)) changed.add(event.id);
      }
    }
    for (const [key, one] of owed) {
      add(tally, one.partnerId, one.currency, ZERO, one.amount);
      if (ledger.get(key) !== one.amount) changed.add(one.eventId);
    }
    tally.events += history.events.length;
    tally.changed += changed.size;
  }
}

function withVersion(terms: Terms, version: TermsVersion): Terms {
  const program = terms.programs.get(version.programId);
  if (!program) return terms;
  return {
    ...terms,
    programs: new Map([...terms.programs, [program.id, { ...program, terms: [...program.terms, version] }]]),
  };
}

function add(tally: Tally, partnerId: Id, currency: string, before: Minor, after: Minor): void {
  const key = `${partnerId}:${currency}`;
  const effect = tally.partners.get(key) ?? { partnerId, currency, before: ZERO, after: ZERO };
  tally.partners.set(key, {
    ...effect,
    before: minor(effect.before + before),
    after: minor(effect.after + after),
  });
}

function figuresOf(tally: Tally): Omit<Preview, "previewToken"> {
  const byPartner = [...tally.partners.values()].filter(
    (effect) => effect.before !== 0n || effect.after !== 0n,
  );
  const deltas = new Map<string, Minor>();
  for (const { currency, before, after } of byPartner)
    deltas.set(currency, minor((deltas.get(currency) ?? ZERO) + after - before));
  return {
    events: tally.events,
    changed: tally.changed,
    byPartner,
    ledgerDelta: [...deltas].map(([currency, amount]) => ({ currency, amount })),
  };
}
