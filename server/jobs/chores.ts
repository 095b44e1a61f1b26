import type { Services } from "@/server/auth/context";
import { countRecentClicks } from "@/server/commission/count-clicks";
import { releaseHoldbacks } from "@/server/commission/release";
import { HOUR_MS, MINUTE_MS, type Millis, now } from "@/server/platform/clock";
import { forgetExpiredRecords } from "./expired-records";
import { workOffAll } from "./stripe/work-off";

type Chore = { name: string; everyMs: Millis; run(services: Services): Promise<unknown> };

/** What must happen though nobody asks for it. */
const CHORES: readonly Chore[] = [
  { name: "release holdbacks", everyMs: MINUTE_MS, run: releaseHoldbacks },
  { name: "count paid clicks", everyMs: MINUTE_MS, run: countRecentClicks },
  { name: "work off Stripe's events", everyMs: MINUTE_MS, run: workOffAll },
  { name: "forget expired records", everyMs: HOUR_MS, run: forgetExpiredRecords },
];

const ROUND_MS = MINUTE_MS;
/** Any number that no other advisory lock has; it stands for all chores of the database. */
const TURN = 2_071_943;

/** When each chore is due again in this process. */
export type Due = Map<string, Millis>;

/** Does the chores every minute until it is stopped; of several processes one at a time. */
export function doChores(services: Services): () => Promise<void> {
  const due: Due = new Map();
  let round = runChores(services, due);
  const timer = setInterval(() => {
    // Rounds of one process follow each other, however long one takes.
    round = round.then(() => runChores(services, due));
  }, ROUND_MS);
  return async () => {
    clearInterval(timer);
    await round;
  };
}

/** One round: each chore that is due, each on its own, unless another process is at it. Never rejects. */
export async function runChores(services: Services, due: Due = new Map()): Promise<void> {
  try {
    await services.database.asSystem("take turns at chores", async (sql) => {
      const [turn] = await sql<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${TURN}) as mine`;
      if (!turn?.mine) return;
      for (const chore of CHORES) {
        if ((due.get(chore.name) ?? 0) > now()) continue;
        await runOne(services, chore);
        due.set(chore.name, now() + chore.everyMs);
      }
    });
  } catch (error) {
    // Without the database there is nothing to do; the next round asks again.
    services.log.error({ err: error }, "the chores could not be begun");
  }
}

async function runOne(services: Services, chore: Chore): Promise<void> {
  try {
    await chore.run(services);
  } catch (error) {
    // What it did not get done is still there in its next turn, and the others are not to wait for it.
    services.log.error({ err: error, chore: chore.name }, "a chore failed");
  }
}
