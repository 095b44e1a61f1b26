import type { Services } from "@/server/auth/context";
import { now, SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";
import { relayLagSeconds } from "../metrics";
import { deleteChanges, oldestChanges, setAside, takeTurn, type Waiting } from "../store/outbox";
import type { Consumer } from "./consumers";

export type RelayOptions = {
  readonly consumers: readonly Consumer[];
  /** Whether this is the last attempt: what a consumer still cannot take is set aside, and the rest goes on. */
  readonly last: boolean;
};

/** One batch is one transaction of each consumer. */
const BATCH = 500;
const BUDGET_MS = 20_000;
const MAX_REASON_CHARACTERS = 500;

/**
 * Gives a brand's changes to every consumer, oldest first, and deletes them once all have them: at least once, and in order,
 * because one transaction at a time does so for a brand. Resolves to the names of the consumers that have something to do.
 * Rejects with the first consumer's error; everything is then still waiting.
 */
export async function relayChanges(
  services: Services,
  brandId: Id,
  options: RelayOptions,
): Promise<string[]> {
  const endsAt = performance.now() + BUDGET_MS;
  const woken = new Set<string>();
  for (;;) {
    const count = await services.database.asSystem("relay changes", async (sql) => {
      if (!(await takeTurn(sql, brandId))) return 0;
      const changes = await oldestChanges(sql, brandId, BATCH);
      if (changes.length === 0) return 0;
      for (const consumer of options.consumers) {
        if (await give(services, sql, { brandId, changes, consumer, last: options.last }))
          woken.add(consumer.name);
      }
      const [oldest] = changes;
      if (oldest) relayLagSeconds.observe((now() - oldest.createdAt) / SECOND_MS);
      await deleteChanges(sql, brandId, changes);
      return changes.length;
    });
    if (count === 0 || performance.now() >= endsAt) return [...woken];
  }
}

type Giving = { brandId: Id; changes: readonly Waiting[]; consumer: Consumer; last: boolean };

async function give(services: Services, sql: TransactionSql, giving: Giving): Promise<boolean> {
  const { brandId, changes, consumer, last } = giving;
  try {
    return await consumer.take(services, brandId, changes);
  } catch (error) {
    if (!last) throw error;
    return giveOneByOne(services, sql, giving);
  }
}

/** A change that nobody can take must not hold up the brand's others for ever. */
async function giveOneByOne(services: Services, sql: TransactionSql, giving: Giving): Promise<boolean> {
  const { brandId, changes, consumer } = giving;
  let wanted = false;
  for (const change of changes) {
    try {
      wanted = (await consumer.take(services, brandId, [change])) || wanted;
    } catch (error) {
      services.log.error(
        { err: error, brandId, change: change.id, consumer: consumer.name },
        "a change is set aside",
      );
      const reason = (error instanceof Error ? error.message : String(error)).slice(0, MAX_REASON_CHARACTERS);
      await setAside(sql, brandId, change, { consumer: consumer.name, reason });
    }
  }
  return wanted;
}
