import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Millis } from "@/server/platform/clock";
import { type Id, parseId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { actsOf } from "./acts";

/** What an act was about, as a person looks for it. */
export const CHANGE_AREAS = [
  "terms",
  "partners",
  "commissions",
  "clicks",
  "payouts",
  "members",
  "access",
  "links",
  "settings",
] as const;
export type ChangeArea = (typeof CHANGE_AREAS)[number];

/** Something that a person, or a key of theirs, did. */
export type Change = {
  id: Id;
  at: Millis;
  area: ChangeArea;
  /** What was done, such as `approved` or `flag`. */
  kind: string;
  /** The name of what it was done to. */
  about: string | null;
  /** What to open for more: a program, partner, event, click or payout, as `area` and `kind` say. */
  subjectId: Id | null;
  /** How many things it was done to at once. */
  count: number;
  /** An address, an API key's id, or `admin`; null where it was not noted. */
  by: string | null;
  /** What that API key is called. */
  keyName: string | null;
  reason: string | null;
};

type Filter = {
  limit: number;
  /** The last change of the page before. */
  after?: { at: Millis; id: Id } | undefined;
  area?: ChangeArea | undefined;
  by?: string | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
};

/** Who did what and when, the latest first, one more than asked for. Only acts of people: what follows from facts is in the ledger. */
export function listChanges(ctx: Context, filter: Filter): Promise<Change[]> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, async (tx) => {
    const { sql } = tx;
    const { after, area, by, from, to, limit } = filter;
    const rows = await sql<Omit<Change, "keyName">[]>`
      select id, at, area, kind, about, subject as "subjectId", count, by, reason from (${actsOf(tx)}) acts
      where true ${after ? sql`and (at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
        ${area ? sql`and area = ${area}` : sql``} ${by ? sql`and by = ${by}` : sql``}
        ${from === undefined ? sql`` : sql`and at >= ${from}`} ${to === undefined ? sql`` : sql`and at < ${to}`}
      order by at desc, id desc limit ${limit + 1}`;
    const names = await keyNames(tx, rows);
    return rows.map((row) => ({ ...row, keyName: names.get(row.by ?? "") ?? null }));
  });
}

/** What the keys that acted are called. */
async function keyNames(
  { sql, brandId }: Tx,
  rows: readonly Pick<Change, "by">[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ by }) => parseId(by ?? "") ?? []))];
  if (ids.length === 0) return new Map();
  const keys = await sql<{ id: string; name: string }[]>`
    select id, name from api_keys where brand_id = ${brandId} and id = any(${ids}::uuid[])`;
  return new Map(keys.map(({ id, name }) => [id, name]));
}
