import type { Millis } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type LinkPause = { pausedAt: Millis; pausedBy: string };
export type WorkingLinks = { links: number; programs: number };

/** Since when all links are paused; null while they are not. */
export async function loadPause({ sql, brandId }: Tx): Promise<LinkPause | null> {
  const [row] = await sql<LinkPause[]>`
    select paused_at as "pausedAt", paused_by as "pausedBy" from link_pauses
    where brand_id = ${brandId} and resumed_at is null`;
  return row ?? null;
}

/** False while they are paused already. */
export async function openPause({ sql, brandId }: Tx, at: Millis, by: string): Promise<boolean> {
  const opened = await sql`
    insert into link_pauses (brand_id, id, paused_at, paused_by) values (${brandId}, ${newId()}, ${at}, ${by})
    on conflict do nothing`;
  return opened.count > 0;
}

/** False when they were not paused. */
export async function closePause({ sql, brandId }: Tx, at: Millis, by: string): Promise<boolean> {
  const closed = await sql`
    update link_pauses set resumed_at = greatest(${at}::timestamptz, paused_at), resumed_by = ${by}
    where brand_id = ${brandId} and resumed_at is null`;
  return closed.count > 0;
}

/** Links that are not paused by themselves, of programs that are not. */
export async function countWorking({ sql, brandId }: Tx): Promise<WorkingLinks> {
  const [row] = await sql<WorkingLinks[]>`
    select count(*)::int as links, count(distinct l.program_id)::int as programs
    from links l join programs p on p.brand_id = l.brand_id and p.id = l.program_id
    where l.brand_id = ${brandId} and l.status = 'active' and p.status = 'active'`;
  return row ?? { links: 0, programs: 0 };
}
