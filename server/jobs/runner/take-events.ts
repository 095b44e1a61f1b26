import { z } from "zod";
import { type Id, newId, parseId } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { insertRuns, type NewRun } from "../store/runs";
import { laneOf, type Plan } from "./plan";

const sentEvent = z.looseObject({
  name: z.string(),
  id: z.string().optional(),
  data: z.record(z.string(), z.unknown()).default({}),
});
type SentEvent = z.output<typeof sentEvent>;
const SENT = z.union([z.array(sentEvent), sentEvent.transform((event) => [event])]);

/** What the SDK sends to Inngest, taken in here instead: a run for each function that an event wakes. Answers as Inngest does. */
export async function takeEvents(
  database: Database,
  plans: readonly Plan[],
  body: string,
): Promise<Response> {
  const events = SENT.parse(JSON.parse(body)).map((event) => ({ ...event, id: event.id ?? newId() }));
  const runs = events.flatMap((event) => runsOf(plans, event));
  if (runs.length > 0) await database.asSystem("run jobs", (sql) => insertRuns(sql, runs));
  return Response.json({ ids: events.map(({ id }) => id), status: 200 });
}

function runsOf(plans: readonly Plan[], event: SentEvent & { id: string }): NewRun[] {
  return plans
    .filter(({ events }) => events.includes(event.name))
    .map((plan) => ({
      functionId: plan.id,
      brandId: brandOf(event),
      eventId: event.id,
      event: JSON.stringify(event),
      lane: laneOf(plan, event.data),
      single: plan.single,
    }));
}

/** The brand that an event is about, by the name that all our events use. */
function brandOf({ data }: SentEvent): Id | null {
  return typeof data["brandId"] === "string" ? parseId(data["brandId"]) : null;
}
