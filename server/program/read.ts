import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import type { ProgramFacts, TermsVersion } from "./rules";
import { loadFacts, loadVersions } from "./store/facts";
import {
  allPrograms,
  brandsOfEnded,
  brandsOfTerms,
  loadIdentifySecret,
  loadProgram,
  type Program,
  type ProgramFilter,
} from "./store/programs";

export type { Program, ProgramFilter } from "./store/programs";

/** What deriving needs of each of these programs, with every version of its terms. Unknown ids are absent from the map. */
export async function programFacts(tx: Tx, programIds: readonly Id[]): Promise<Map<Id, ProgramFacts>> {
  if (programIds.length === 0) return new Map();
  const [rows, versions] = await Promise.all([loadFacts(tx, programIds), loadVersions(tx, programIds)]);
  const facts = new Map<Id, ProgramFacts>();
  for (const row of rows) facts.set(row.id, { ...row, terms: [] });
  for (const version of versions) facts.get(version.programId)?.terms.push(version);
  return facts;
}

/** All versions of one program's terms, in the order in which they come into force. */
export function termsVersions(tx: Tx, programId: Id): Promise<TermsVersion[]> {
  return loadVersions(tx, [programId]);
}

export function findProgram(tx: Tx, programId: Id): Promise<Program | null> {
  return loadProgram(tx, programId);
}

/** Every program of the brand that matches, newest first. */
export function listPrograms(tx: Tx, filter: ProgramFilter = {}): Promise<Program[]> {
  return allPrograms(tx, filter);
}

/** Brands with a program whose end lies in this span. */
export function brandsWithEnded(database: Database, after: Millis, until: Millis): Promise<Id[]> {
  return database.asSystem("tell of ended programs", (sql) => brandsOfEnded(sql, after, until));
}

/** Brands with a version of terms that begins in this span. */
export function brandsWithTermsBetween(database: Database, after: Millis, until: Millis): Promise<Id[]> {
  return database.asSystem("tell of terms to come", (sql) => brandsOfTerms(sql, after, until));
}

/** The secret that signs user ids where the program's `identifyAuth` is `signed`. */
export async function readIdentifySecret(tx: Tx, secrets: Secrets, programId: Id): Promise<string | null> {
  const sealed = await loadIdentifySecret(tx, programId);
  return sealed === null ? null : secrets.decrypt(sealed);
}
