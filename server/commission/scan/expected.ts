import { keyText } from "@/server/attribution/history";
import type { Attribution, Outcome } from "@/server/attribution/rules";
import { FieldWriter } from "@/server/platform/copy/writer";
import type { Derived } from "../derivation";
import type { Owed } from "../rules";
import { ATTRIBUTION, addAmount, addRow, OUTCOME } from "./rows";
import type { EventSums } from "./sums";

const ID_BYTES = 16;

/** Adds what deriving says of one customer, row by row in the form in which the stored rows come from PostgreSQL. */
export class Expected {
  readonly #sums: EventSums;
  readonly #writer = new FieldWriter();

  constructor(sums: EventSums) {
    this.#sums = sums;
  }

  add({ outcomes, attributions, owed, reversed }: Derived): void {
    for (const outcome of outcomes) this.#addOutcome(outcome);
    for (const attribution of attributions) this.#addAttribution(attribution);
    for (const one of owed) if (reversed.size === 0 || !reversed.has(keyText(one))) this.#addOwed(one);
  }

  #addOutcome({ eventId, status, model, termsId, detail }: Outcome): void {
    const writer = this.#begin(eventId);
    writer.text(status);
    writer.text(model);
    writer.recurringId(termsId);
    writer.text(JSON.stringify(detail));
    this.#row(OUTCOME);
  }

  #addAttribution({ eventId, clickId, partnerId, programId, termsId, weight }: Attribution): void {
    const writer = this.#begin(eventId);
    writer.id(clickId);
    writer.recurringId(partnerId);
    writer.recurringId(programId);
    writer.recurringId(termsId);
    writer.integer(weight);
    this.#row(ATTRIBUTION);
  }

  #addOwed({ eventId, partnerId, programId, ruleId, currency, amount }: Owed): void {
    const writer = this.#begin(eventId);
    writer.recurringId(partnerId);
    writer.recurringId(programId);
    writer.text(ruleId);
    writer.text(currency);
    const to = writer.at;
    writer.bareBigint(amount);
    addAmount(this.#sums, writer.view, { event: 0, from: ID_BYTES, to, amount: to }, 1);
  }

  #begin(eventId: string): FieldWriter {
    this.#writer.at = 0;
    this.#writer.bareId(eventId);
    return this.#writer;
  }

  #row(kind: number): void {
    const { view, at } = this.#writer;
    addRow(this.#sums, view, { event: 0, from: ID_BYTES, to: at, kind }, 1);
  }
}
