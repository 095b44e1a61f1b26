import { type Id, parseId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Change } from "../types";
import type { Told } from "./told";

type Partner = { id: Id; name: string; email: string };
type Program = { id: Id; name: string };

/** What whoever caused the change wrote down of it, with the names of the partner and the program. */
export async function othersTold(tx: Tx, changes: readonly Change[]): Promise<Map<Id, Told>> {
  const [partners, programs] = await Promise.all([
    partnersOf(tx, idsOf(changes, "partnerId")),
    programsOf(tx, idsOf(changes, "programId")),
  ]);
  return new Map(
    changes.map((change) => [change.id, { data: named(change, partners, programs), macros: new Map() }]),
  );
}

function named(
  change: Change,
  partners: ReadonlyMap<Id, Partner>,
  programs: ReadonlyMap<Id, Program>,
): Record<string, unknown> {
  const { partnerId, programId, ...rest } = change.payload;
  const partner = partners.get(String(partnerId));
  const program = programs.get(String(programId));
  return {
    ...rest,
    ...(partner ? { partner: shown(partner, change) } : {}),
    ...(program ? { program } : {}),
  };
}

/** Only what is about the partner says how to reach it. */
function shown({ id, name, email }: Partner, { topic }: Change): Partial<Partner> {
  return topic.startsWith("partner.") ? { id, name, email } : { id, name };
}

function idsOf(changes: readonly Change[], name: string): Id[] {
  return changes.flatMap((change) => {
    const id = change.payload[name];
    return typeof id === "string" ? (parseId(id) ?? []) : [];
  });
}

async function partnersOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Partner>> {
  const rows = await tx.sql<Partner[]>`
    select id, name, email from partners where brand_id = ${tx.brandId} and id = any(${[...new Set(ids)]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, { ...row }]));
}

async function programsOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Program>> {
  const rows = await tx.sql<Program[]>`
    select id, name from programs where brand_id = ${tx.brandId} and id = any(${[...new Set(ids)]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, { ...row }]));
}
