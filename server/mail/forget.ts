import { DAY_MS, now } from "@/server/platform/clock";
import type { Database } from "@/server/platform/postgres/database";
import { deleteOlder } from "./store";

const KEPT_MS = 30 * DAY_MS;
const BATCH = 2_000;

/** Forgets mails of more than thirty days ago, whatever became of them. */
export async function forgetMails({ database }: { database: Database }): Promise<void> {
  for (let deleted = BATCH; deleted === BATCH; ) {
    deleted = await database.asSystem("send mail", (sql) => deleteOlder(sql, now() - KEPT_MS, BATCH));
  }
}
