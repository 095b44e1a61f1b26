import { rangeDecisions } from "@/server/attribution/decisions";
import type { History, Terms } from "@/server/attribution/history";
import { customersOfEvents, customersTiedBy, eventsInOrder } from "@/server/event/range";
import { isDispute, isRefundOrDispute } from "@/server/event/rules";
import { clicksInOrder, partnersEmails, type Range } from "@/server/identity/range";
import { partnerFacts, partnerIds } from "@/server/partner/read";
import { readCopy, type Stop } from "@/server/platform/copy/read";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";
import { listPrograms, programFacts } from "@/server/program/read";
import { deriveHistory } from "../derivation";
import { concernedAmong } from "../store/concerned";
import { Expected } from "./expected";
import { eachHistory, type Rare } from "./histories";
import { takeStored } from "./stored";
import { EventSums } from "./sums";

const EVENTS_AT_ONCE = 5_000;

/** Where to look: some customers of one brand. */
export type Place = { database: Database; brandId: Id; range: Range };

export type Scan = {
  /** The customers who must be derived again, in order. */
  customers: Id[];
  /** Those whose histories speak of the program, in order. */
  concerned: Id[];
};

/**
 * Finds the customers of a range of whom something else is stored than deriving says. Writes nothing and locks nothing. Reads every
 * row once, in the order in which PostgreSQL likes it best, and compares by a sum of 64 bits for each event.
 *
 * Whoever changes a fact derives its customer in the same transaction, by the rules of that moment. What was committed before the
 * scan began is in what it reads; who commits later has derived by rules that are no older than those that the scan reads. So each
 * of its parts may see a moment of its own: a customer who changes meanwhile may be named in vain, and none is missed.
 */
export async function differing(place: Place, programId: Id, stopping: AbortSignal): Promise<Scan> {
  const sums = new EventSums();
  const seen = new Seen(programId);
  const { database, brandId, range } = place;
  const failure = new AbortController();
  const stop = { database, signal: AbortSignal.any([stopping, failure.signal]) };
  const sides = [
    addDerived(place, sums, seen, stop),
    database.inBrand(brandId, (tx) => takeStored(tx, range, sums, stop)),
  ];
  for (const side of sides) side.catch((error: unknown) => failure.abort(error));
  await Promise.allSettled(sides);
  await Promise.all(sides);
  const customers = new Set<Id>();
  await database.inBrand(brandId, async (tx) => {
    for (const ids of parts(sums.differing()))
      for (const id of await customersOfEvents(tx, ids)) customers.add(id);
    for (const ids of parts(seen.references))
      for (const id of await concernedAmong(tx, programId, await customersTiedBy(tx, ids))) customers.add(id);
  });
  return { customers: [...customers].sort(), concerned: seen.concerned };
}

/** Derives the customers of the range whom the program concerns and adds what is expected. */
async function addDerived(
  { database, brandId, range }: Place,
  sums: EventSums,
  seen: Seen,
  stop: Stop,
): Promise<void> {
  const { terms, rare } = await database.inBrand(brandId, async (tx) => ({
    terms: await allTerms(tx),
    rare: await loadRare(tx, range),
  }));
  const expected = new Expected(sums);
  await database.inBrand(brandId, (tx) =>
    readCopy(tx, eventsInOrder(tx, range), stop, (events) =>
      database.inBrand(brandId, (other) =>
        readCopy(other, clicksInOrder(other, range), stop, (clicks) =>
          eachHistory(events, clicks, rare, (customerId, history) => {
            if (seen.note(customerId, history)) expected.add(deriveHistory(history, terms));
          }),
        ),
      ),
    ),
  );
}

async function allTerms(tx: Tx): Promise<Terms> {
  const programs = await programFacts(
    tx,
    (await listPrograms(tx)).map((program) => program.id),
  );
  return { programs, ...(await partnerFacts(tx, await partnerIds(tx))) };
}

async function loadRare(tx: Tx, range: Range): Promise<Rare> {
  return { decisions: await rangeDecisions(tx, range), emailHashes: await partnersEmails(tx, range) };
}

/** What must be known of the histories once they are gone. */
class Seen {
  readonly concerned: Id[] = [];
  /** Refunds and disputes that may be about another customer's sale. */
  readonly references: Id[] = [];
  readonly #programId: Id;

  constructor(programId: Id) {
    this.#programId = programId;
  }

  /** Says whether the history speaks of the program. */
  note(customerId: Id, { clicks, decisions, events }: History): boolean {
    const speaks =
      clicks.some((click) => click.programId === this.#programId) ||
      decisions.some((decision) => decision.kind === "credit" && decision.programId === this.#programId);
    if (speaks) this.concerned.push(customerId);
    for (const event of events) {
      if (isRefundOrDispute(event.type) && (event.refundOf !== null || isDispute(event.type)))
        this.references.push(event.id);
    }
    return speaks;
  }
}

function* parts(ids: Iterable<Id>): Generator<Id[]> {
  let part: Id[] = [];
  for (const id of ids) {
    part.push(id);
    if (part.length < EVENTS_AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
