import { and, desc, eq, exists, getTableColumns, isNull, lt } from "drizzle-orm";
import { enrollments } from "@/db/schema/roster/partner";
import { programs } from "@/db/schema/roster/program";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { violatedConstraint } from "@/server/platform/postgres/constraint";
import { nested, type Tx } from "@/server/platform/postgres/database";
import type { TransactionSql } from "@/server/platform/postgres/sql";

type Row = typeof programs.$inferSelect;
/** A program as everyone may handle it: the sealed secret stays in the table. */
export type Program = Omit<Row, "brandId" | "identifySecret">;
export type NewProgram = Omit<Row, "brandId">;
/** What may change after creation. */
export type ProgramChanges = Partial<Omit<Program, "id" | "createdAt">>;

export type ProgramFilter = {
  status?: Program["status"] | undefined;
  /** Only programs in which this partner is enrolled at present. */
  enrolled?: Id | undefined;
};
export type ProgramPage = ProgramFilter & { limit: number; cursor?: Id | undefined };

const { brandId: _brandId, identifySecret: _identifySecret, ...shown } = getTableColumns(programs);

export async function insertProgram(tx: Tx, program: NewProgram): Promise<boolean> {
  const added = await tx.orm
    .insert(programs)
    .values({ ...program, brandId: tx.brandId })
    .onConflictDoNothing({ target: [programs.brandId, programs.slug] })
    .returning({ id: programs.id });
  return added.length > 0;
}

export async function loadProgram(tx: Tx, id: Id): Promise<Program | null> {
  const [row] = await tx.orm.select(shown).from(programs).where(oneProgram(tx, id));
  return row ?? null;
}

/** The same, kept from changing until the transaction ends. */
export async function lockProgram(tx: Tx, id: Id): Promise<Program | null> {
  const [row] = await tx.orm.select(shown).from(programs).where(oneProgram(tx, id)).for("no key update");
  return row ?? null;
}

export async function loadIdentifySecret(tx: Tx, id: Id): Promise<string | null> {
  const [row] = await tx.orm
    .select({ sealed: programs.identifySecret })
    .from(programs)
    .where(oneProgram(tx, id));
  return row?.sealed ?? null;
}

/** One row more than the page holds, newest first, so that the caller can tell whether another page follows. */
export function pageOfPrograms(tx: Tx, page: ProgramPage): Promise<Program[]> {
  return tx.orm
    .select(shown)
    .from(programs)
    .where(and(matches(tx, page), page.cursor ? lt(programs.id, page.cursor) : undefined))
    .orderBy(desc(programs.id))
    .limit(page.limit + 1);
}

/** All programs that match: a brand has a handful of them. */
export function allPrograms(tx: Tx, filter: ProgramFilter): Promise<Program[]> {
  return tx.orm.select(shown).from(programs).where(matches(tx, filter)).orderBy(desc(programs.id));
}

/** Saves all settings of a program that is locked. False, and nothing saved, when another program has the slug. */
export async function saveProgram(tx: Tx, program: Program): Promise<boolean> {
  const { id, createdAt: _createdAt, ...settings } = program;
  try {
    await nested(tx, (inner) => inner.orm.update(programs).set(settings).where(oneProgram(inner, id)));
    return true;
  } catch (error) {
    if (violatedConstraint(error) === "programs_slug") return false;
    throw error;
  }
}

/** Whether there was such a program to give the secret to. */
export async function saveIdentifySecret(tx: Tx, id: Id, sealed: string): Promise<boolean> {
  const saved = await tx.orm
    .update(programs)
    .set({ identifySecret: sealed })
    .where(oneProgram(tx, id))
    .returning({ id: programs.id });
  return saved.length > 0;
}

function oneProgram(tx: Tx, id: Id) {
  return and(eq(programs.brandId, tx.brandId), eq(programs.id, id));
}

function matches(tx: Tx, filter: ProgramFilter) {
  return and(
    eq(programs.brandId, tx.brandId),
    filter.status ? eq(programs.status, filter.status) : undefined,
    filter.enrolled ? exists(enrollment(tx, filter.enrolled)) : undefined,
  );
}

/** The versions of terms that a partner's present enrollments pin, by program. */
export async function pinsOf(tx: Tx, partnerId: Id): Promise<Map<Id, Id>> {
  const rows = await tx.sql<{ programId: Id; termsId: Id }[]>`
    select program_id as "programId", terms_id as "termsId" from enrollments
    where brand_id = ${tx.brandId} and partner_id = ${partnerId} and active_to is null and terms_id is not null`;
  return new Map(rows.map(({ programId, termsId }) => [programId, termsId]));
}

/** The table belongs to `partner/`, which stands on this folder: who may see a program, and under which terms, is all that is asked of it. */
function enrollment(tx: Tx, partnerId: Id) {
  return tx.orm
    .select({ id: enrollments.id })
    .from(enrollments)
    .where(
      and(
        eq(enrollments.brandId, programs.brandId),
        eq(enrollments.programId, programs.id),
        eq(enrollments.partnerId, partnerId),
        isNull(enrollments.to),
      ),
    );
}

/** Brands with a program whose end lies after one instant and not after another. */
export async function brandsOfEnded(sql: TransactionSql, after: Millis, until: Millis): Promise<Id[]> {
  const rows = await sql<{ id: Id }[]>`
    select distinct brand_id as id from programs where ends_at > ${after} and ends_at <= ${until}`;
  return rows.map((row) => row.id);
}

/** Brands with terms that begin in this span. */
export async function brandsOfTerms(sql: TransactionSql, after: Millis, until: Millis): Promise<Id[]> {
  const rows = await sql<{ id: Id }[]>`
    select distinct brand_id as id from terms where effective_from > ${after} and effective_from <= ${until}`;
  return rows.map((row) => row.id);
}
