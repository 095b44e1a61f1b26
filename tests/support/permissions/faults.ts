import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Stage } from "./stage";

// Faults that no door makes. Whoever mends one does so in a transaction of its own, so each attempt gets one of its own.

/** A run of the first brand that failed. */
export async function failedRun({ story, actors }: Stage): Promise<Id> {
  const [id, at] = [newId(), now()];
  await story.world.database.asSystem(
    "run jobs",
    (sql) => sql`
      insert into job_runs (id, brand_id, function_id, event_id, event, lane, single, state, due_at, created_at, ended_at, reason)
      values (${id}, ${actors.owner.brandId}, 'send-mail', ${`event of ${id}`}, '{}', ${`lane of ${id}`}, false, 'failed', ${at}, ${at},
        ${at}, 'a fault')`,
  );
  return id;
}

/** A change of the first brand that nobody could take. */
export async function setAside({ story, actors }: Stage): Promise<Id> {
  const [id, at] = [newId(), now()];
  await story.world.database.asSystem(
    "relay changes",
    (sql) => sql`
      insert into changes_set_aside (brand_id, id, consumer, topic, subject, payload, created_at, set_aside_at, reason)
      values (${actors.owner.brandId}, ${id}, 'mail', 'partner.invite', ${`subject of ${id}`}, '{}', ${at}, ${at}, 'a fault')`,
  );
  return id;
}
