import { keyText } from "@/server/attribution/history";
import { type Minor, minor, ZERO } from "@/server/money/minor";
import type { Id } from "@/server/platform/ids";
import { type Entry, type Expected, isDerived } from "../settle";

/** What partners have and would have, in one currency. */
export type PartnerEffect = { partnerId: Id; currency: string; before: Minor; after: Minor };

export type Figures = {
  /** Events looked at, and those whose amounts would differ. A day of paid clicks counts as one. */
  events: number;
  changed: number;
  byPartner: PartnerEffect[];
  ledgerDelta: { currency: string; amount: Minor }[];
};

/** Adds up what the ledger holds against what deriving says, key by key, as `settle` would compare them. */
export class Tally {
  #events = 0;
  #changed = 0;
  readonly #partners = new Map<string, PartnerEffect>();

  add(events: number, expected: Pick<Expected, "owed" | "reversed">, entries: readonly Entry[]): void {
    const gaps = new Map<string, { eventId: Id; gap: bigint }>();
    const note = (key: Entry | Expected["owed"][number], gap: bigint): void => {
      const before = gaps.get(keyText(key))?.gap ?? 0n;
      gaps.set(keyText(key), { eventId: key.eventId, gap: before + gap });
    };
    for (const entry of entries.filter(isDerived)) {
      this.#effect(entry.partnerId, entry.currency, entry.amount, ZERO);
      note(entry, -entry.amount);
    }
    for (const one of expected.owed.filter((owed) => !expected.reversed.has(keyText(owed)))) {
      this.#effect(one.partnerId, one.currency, ZERO, one.amount);
      note(one, one.amount);
    }
    const changed = [...gaps.values()].filter(({ gap }) => gap !== 0n).map(({ eventId }) => eventId);
    this.#events += events;
    this.#changed += new Set(changed).size;
  }

  figures(): Figures {
    const byPartner = [...this.#partners.values()].filter(
      (effect) => effect.before !== 0n || effect.after !== 0n,
    );
    const deltas = new Map<string, Minor>();
    for (const { currency, before, after } of byPartner)
      deltas.set(currency, minor((deltas.get(currency) ?? ZERO) + after - before));
    return {
      events: this.#events,
      changed: this.#changed,
      byPartner,
      ledgerDelta: [...deltas].map(([currency, amount]) => ({ currency, amount })),
    };
  }

  #effect(partnerId: Id, currency: string, before: Minor, after: Minor): void {
    const key = `${partnerId}:${currency}`;
    const effect = this.#partners.get(key) ?? { partnerId, currency, before: ZERO, after: ZERO };
    this.#partners.set(key, {
      ...effect,
      before: minor(effect.before + before),
      after: minor(effect.after + after),
    });
  }
}
