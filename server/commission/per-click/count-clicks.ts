import type { Services } from "@/server/auth/context";
import { DAY_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { CLICK_RULE } from "@/server/program/rules";
import { deriveClickDay } from "./derive-clicks";

/**
 * Counts today's and yesterday's clicks of every program that pays for clicks: redirects only write clicks down. Days before
 * are counted when one of their clicks is recorded late or decided about.
 */
export async function countRecentClicks(services: Services): Promise<void> {
  const programs = await services.database.asSystem(
    "count paid clicks",
    (sql) => sql<{ brandId: Id; id: Id }[]>`
      select distinct brand_id as "brandId", program_id as id from terms
      where rules @> ${JSON.stringify([{ eventType: CLICK_RULE }])}::jsonb`,
  );
  const time = now();
  for (const { brandId, id } of programs) {
    for (const ts of [time - DAY_MS, time])
      await services.database.inBrand(brandId, (tx) => deriveClickDay(tx, id, ts));
  }
}
