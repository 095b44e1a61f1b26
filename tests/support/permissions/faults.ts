import { changesSetAside, jobRuns } from "@/db/schema/jobs";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Stage } from "./stage";

// Faults that no door makes. Whoever mends one does so in a transaction of its own, so each attempt gets one of its own.

/** A run of the first brand that failed. */
export async function failedRun({ story, actors }: Stage): Promise<Id> {
  const [id, at] = [newId(), now()];
  const { brandId } = actors.owner;
  await story.world.database.inBrand(brandId, ({ orm }) =>
    orm.insert(jobRuns).values({
      id,
      brandId,
      functionId: "send-mail",
      eventId: id,
      event: "{}",
      lane: id,
      single: false,
      state: "failed",
      dueAt: at,
      createdAt: at,
      endedAt: at,
      reason: "a fault",
    }),
  );
  return id;
}

/** A change of the first brand that nobody could take. */
export async function setAside({ story, actors }: Stage): Promise<Id> {
  const [id, at] = [newId(), now()];
  const { brandId } = actors.owner;
  await story.world.database.inBrand(brandId, ({ orm }) =>
    orm.insert(changesSetAside).values({
      brandId,
      id,
      consumer: "mail",
      topic: "partner.invite",
      subject: id,
      payload: {},
      createdAt: at,
      setAsideAt: at,
      reason: "a fault",
    }),
  );
  return id;
}
