import type { Services } from "@/server/auth/context";
import { HOUR_MS, MINUTE_MS, now } from "@/server/platform/clock";
import type { ClickRow } from "../store/insert";

/** A periodic job counts the clicks of today and yesterday. What is older than this may have left both before it comes by. */
const LATE_MS = 12 * HOUR_MS;
/** Days begin at a multiple of this in every time zone. */
const STEP_MS = 15 * MINUTE_MS;

type Counting = Pick<Services, "database" | "deriveClickDay">;

/** Counts the days again of clicks that reach the database long after they happened: nobody else would pay for them. */
export async function countLateDays(services: Counting, rows: readonly ClickRow[]): Promise<void> {
  const late = rows.filter((row) => row.ts < now() - LATE_MS);
  const once = new Map(late.map((row) => [`${row.programId} ${Math.floor(row.ts / STEP_MS)}`, row]));
  for (const { brandId, programId, ts } of once.values())
    await services.database.inBrand(brandId, (tx) => services.deriveClickDay(tx, programId, ts));
}
