import type { acts } from "@/db/schema/tenant/auth";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type Actor, actorName } from "./context";

export type Act = {
  area: (typeof acts.$inferSelect)["area"];
  /** What was done, such as `key_made`. */
  kind: string;
  /** The name of what it was done to. It is shown to the whole brand, so never a secret, nor an address that may hold one. */
  about: string | null;
  /** What to open for more. */
  subjectId?: Id;
  /** How many things it was done to at once. */
  count?: number;
};

/** Writes down what somebody did, where nothing else keeps it, in the transaction in which they did it. Workers are nobody. */
export async function note(
  { sql, brandId }: Pick<Tx, "sql" | "brandId">,
  actor: Actor,
  { area, kind, about, subjectId, count = 1 }: Act,
): Promise<void> {
  if (actor.kind === "system") return;
  await sql`
    insert into acts (brand_id, id, at, area, kind, about, subject_id, count, by)
    values (${brandId}, ${newId()}, ${now()}, ${area}, ${kind}, ${about}, ${subjectId ?? null}, ${count}, ${actorName(actor)})`;
}
