import type { Services } from "@/server/auth/context";
import { DAY_MS, now } from "@/server/platform/clock";

const KEPT_MS = 30 * DAY_MS;
const BATCH = 1_000;

/** Forgets messages after 30 days, with their deliveries and log; also what a paused receiver did not fetch in all that time. */
export async function forgetMessages({ database }: Services): Promise<void> {
  for (let deleted = BATCH; deleted === BATCH; ) {
    deleted = await database.asSystem("clean up expired records", async (sql) => {
      const gone = await sql`
        delete from webhook_messages where ctid = any(array(
          select ctid from webhook_messages where created_at < ${now() - KEPT_MS} order by created_at limit ${BATCH}))`;
      return gone.count;
    });
  }
}
