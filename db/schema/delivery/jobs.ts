import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, ulid } from "../columns";
import { brands } from "../tenant/brand";

/** Changes that a consumer could not take. Few: each is a fault that a person looks at. Written and read by jobs. */
export const changesSetAside = pgTable(
  "changes_set_aside",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    consumer: text("consumer").notNull(),
    topic: text("topic").notNull(),
    subject: text("subject").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    setAsideAt: instant("set_aside_at").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id, t.consumer] })],
);

/**
 * Runs of functions: all of them where the embedded runner works, failed ones where Inngest does. Written and read by jobs.
 * Those that ended well are forgotten after an hour, the others after 30 days.
 */
export const jobRuns = pgTable(
  "job_runs",
  {
    id: id().primaryKey(),
    /** Null for what concerns all brands. */
    brandId: ulid("brand_id"),
    functionId: text("function_id").notNull(),
    eventId: text("event_id").notNull(),
    /** JSON, as the function gets it. */
    event: text("event").notNull(),
    /** The value of the function's key: of one lane, a function runs so many at once as it allows. */
    lane: text("lane").notNull(),
    /** One open run of the lane at most. */
    single: boolean("single").notNull(),
    /** Asked for once more while it was open. */
    again: boolean("again").default(false).notNull(),
    state: text("state").$type<"open" | "done" | "failed">().default("open").notNull(),
    attempt: integer("attempt").default(0).notNull(),
    /** How often in a row the process that ran it ended before it had got on. */
    interruptions: integer("interruptions").default(0).notNull(),
    dueAt: instant("due_at").notNull(),
    leasedBy: ulid("leased_by"),
    leasedUntil: instant("leased_until"),
    reason: text("reason"),
    createdAt: createdAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    // An event that comes twice makes one run.
    uniqueIndex("job_runs_event").on(t.functionId, t.eventId).where(sql`not ${t.single}`),
    uniqueIndex("job_runs_single").on(t.functionId, t.lane).where(sql`${t.single} and ${t.state} = 'open'`),
    // Serves the claim of what is due.
    index("job_runs_open").on(t.dueAt).where(sql`${t.state} = 'open'`),
    // Serves the list of failures, and forgetting.
    index("job_runs_ended").on(t.state, t.endedAt).where(sql`${t.state} <> 'open'`),
  ],
);

/** What the finished steps of open runs gave back, so that a run goes on after the last of them. */
export const jobSteps = pgTable(
  "job_steps",
  {
    runId: ulid("run_id")
      .notNull()
      .references(() => jobRuns.id, { onDelete: "cascade" }),
    stepId: text("step_id").notNull(),
    place: bigint("place", { mode: "bigint" }).generatedAlwaysAsIdentity(),
    /** JSON. */
    result: text("result"),
    /** JSON. */
    error: text("error"),
  },
  (t) => [primaryKey({ columns: [t.runId, t.stepId] })],
);

/** When each function that runs by the clock is due next. */
export const jobSchedule = pgTable(
  "job_schedule",
  {
    functionId: text("function_id").notNull(),
    cron: text("cron").notNull(),
    nextAt: instant("next_at").notNull(),
    lastAt: instant("last_at"),
  },
  (t) => [primaryKey({ columns: [t.functionId, t.cron] })],
);
