import type { Services } from "@/server/auth/context";
import { DAY_MS, now } from "@/server/platform/clock";

const KEPT_MS = 30 * DAY_MS;
const BATCH = 5_000;

/** Forgets the replies to requests whose Idempotency-Key is no longer honoured. */
export async function forgetExpiredRecords({ database }: Services): Promise<void> {
  for (let deleted = BATCH; deleted === BATCH; ) {
    deleted = await database.asSystem("clean up expired records", async (sql) => {
      const gone = await sql`
        delete from idempotency_records where ctid = any(array(
          select ctid from idempotency_records where created_at < ${now() - KEPT_MS} limit ${BATCH}))`;
      return gone.count;
    });
  }
}
