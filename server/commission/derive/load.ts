import { historyDecisions } from "@/server/attribution/decisions";
import type { CreditDecision, Decision, History, Terms } from "@/server/attribution/history";
import { historyEvents } from "@/server/event/history";
import type { EventFact } from "@/server/event/rules";
import { historyClicks, historyEmails } from "@/server/identity/history";
import { partnerFacts } from "@/server/partner/read";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { idList } from "@/server/platform/postgres/sql";
import { programFacts } from "@/server/program/read";
import { shareRules } from "@/server/program/terms/hold";
import type { Entry } from "../settle";
import { entriesOf } from "../store/entries";
import { attributionsOf, outcomesOf, type StoredAttribution, type StoredOutcome } from "../store/outcomes";
import { concernedBy } from "./concerned";

/** What is stored of the derivations of a set of customers, by event. */
export type Stored = {
  outcomes: Map<Id, StoredOutcome>;
  attributions: Map<Id, StoredAttribution[]>;
  entries: Map<Id, Entry[]>;
};

export type Loaded = {
  histories: Map<Id, History>;
  /** The events of each history that are to be compared with what is stored. */
  concerned: Map<Id, readonly EventFact[]>;
  terms: Terms;
  stored: Stored;
};

/** How to read. `readTerms` is `loadTerms`, or for a derivation that will be saved `holdTerms`. */
type Reading = {
  readTerms: typeof loadTerms;
  /** Events whose credit is asked for, in case they stand in another customer's history. */
  eventIds?: readonly Id[];
  /** Events of which nothing can be stored yet. */
  added?: ReadonlySet<Id> | undefined;
};

const NONE: ReadonlySet<Id> = new Set();

/** Reads the histories of a set of customers, the terms they touch, and what was derived from their events before. */
export async function load(
  tx: Tx,
  customerIds: readonly Id[],
  { readTerms, eventIds = [], added = NONE }: Reading,
): Promise<Loaded> {
  const histories = await loadHistories(tx, customerIds);
  const concerned = new Map<Id, readonly EventFact[]>();
  for (const [id, history] of histories) concerned.set(id, concernedBy(added, history));
  const [terms, stored] = await Promise.all([
    readTerms(tx, histories.values()),
    storedOf(tx, known(concerned.values(), eventIds, added)),
  ]);
  return { histories, concerned, terms, stored };
}

async function storedOf(tx: Tx, eventIds: ReadonlySet<Id>): Promise<Stored> {
  if (eventIds.size === 0) return { outcomes: new Map(), attributions: new Map(), entries: new Map() };
  const events = idList(eventIds);
  const [outcomes, attributions, entries] = await Promise.all([
    outcomesOf(tx, events),
    attributionsOf(tx, events),
    entriesOf(tx, events),
  ]);
  return {
    outcomes: new Map(outcomes.map((outcome) => [outcome.eventId, outcome])),
    attributions: byEvent(attributions),
    entries: byEvent(entries),
  };
}

/** The events of which something may be stored: these, and those asked about besides. */
function known(
  concerned: Iterable<readonly EventFact[]>,
  others: readonly Id[],
  added: ReadonlySet<Id>,
): Set<Id> {
  const ids = new Set(others);
  for (const events of concerned) for (const event of events) ids.add(event.id);
  for (const id of added) ids.delete(id);
  return ids;
}

/** The facts about a set of customers, one history each. */
export async function loadHistories(tx: Tx, customerIds: readonly Id[]): Promise<Map<Id, History>> {
  const [clicks, events, emails, decisions] = await Promise.all([
    historyClicks(tx, customerIds),
    historyEvents(tx, customerIds),
    historyEmails(tx, customerIds),
    historyDecisions(tx, customerIds),
  ]);
  return new Map(
    customerIds.map((id) => {
      const own = clicks.get(id);
      const history: History = {
        clicks: own ?? [],
        hasIdentity: own !== undefined,
        events: events.get(id) ?? [],
        decisions: decisions.get(id) ?? [],
        emailHashes: emails.get(id) ?? [],
      };
      return [id, history];
    }),
  );
}

/** The programs, partners and enrollments that these histories speak of. */
export function loadTerms(tx: Tx, histories: Iterable<History>): Promise<Terms> {
  return termsFor(tx, histories, async () => undefined);
}

/** The same, kept as they are until the transaction ends. */
export function holdTerms(tx: Tx, histories: Iterable<History>): Promise<Terms> {
  return termsFor(tx, histories, shareRules);
}

async function termsFor(
  tx: Tx,
  histories: Iterable<History>,
  hold: (tx: Tx, programIds: readonly Id[]) => Promise<void>,
): Promise<Terms> {
  const programs = new Set<Id>();
  const partners = new Set<Id>();
  for (const history of histories) {
    for (const place of [...history.clicks, ...history.decisions.filter(isCredit)]) {
      programs.add(place.programId);
      partners.add(place.partnerId);
    }
  }
  if (partners.size === 0) return { programs: new Map(), partners: new Map(), enrollments: new Map() };
  // Sent together on one connection: what follows the lock reads what was committed before it was had.
  const [, programsFound, roster] = await Promise.all([
    hold(tx, [...programs]),
    programFacts(tx, [...programs]),
    partnerFacts(tx, [...partners]),
  ]);
  return { programs: programsFound, partners: roster.partners, enrollments: roster.enrollments };
}

function isCredit(decision: Decision): decision is CreditDecision {
  return decision.kind === "credit";
}

/** Rows gathered by the event they belong to, in their order. */
export function byEvent<T extends { eventId: Id }>(rows: readonly T[]): Map<Id, T[]> {
  const map = new Map<Id, T[]>();
  for (const row of rows) {
    const list = map.get(row.eventId);
    if (list) list.push(row);
    else map.set(row.eventId, [row]);
  }
  return map;
}
