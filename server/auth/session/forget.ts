import type { Services } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { deleteExpired } from "./store";

const BATCH = 5_000;

/** Forgets the sessions and sign-in links that have expired. */
export async function forgetSessions({ database }: Pick<Services, "database">): Promise<void> {
  for (let deleted = BATCH; deleted >= BATCH; ) {
    deleted = await database.asSystem("clean up expired records", (sql) => deleteExpired(sql, now(), BATCH));
  }
}
