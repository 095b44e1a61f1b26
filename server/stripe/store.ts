import { eq } from "drizzle-orm";
import { brandStripe } from "@/db/schema/delivery/stripe";
import type { Tx } from "@/server/platform/postgres/database";

export type ConnectionRow = Omit<typeof brandStripe.$inferSelect, "brandId">;

export async function loadConnection(tx: Tx): Promise<ConnectionRow | null> {
  const [row] = await tx.orm.select().from(brandStripe).where(eq(brandStripe.brandId, tx.brandId));
  return row ?? null;
}

/** Changes what is given of the brand's row, which is made when it is not there yet. */
export async function saveConnection(tx: Tx, changes: Partial<ConnectionRow>): Promise<void> {
  // An update of nothing is no statement in SQL.
  if (Object.keys(changes).length === 0) return;
  await tx.orm
    .insert(brandStripe)
    .values({ ...changes, brandId: tx.brandId })
    .onConflictDoUpdate({ target: brandStripe.brandId, set: changes });
}
