import { EventType, type InngestFunction } from "inngest";
import { z } from "zod";
import { type Cron, parseCron } from "../cron";

/** What the embedded runner knows of a function. */
export type Plan = {
  readonly id: string;
  /** Names of events that begin a run. */
  readonly events: readonly string[];
  readonly crons: readonly Cron[];
  readonly maxAttempts: number;
  /** How many runs of one lane there may be at once. */
  readonly atOnce: number;
  /** Whether a lane has one open run at most. */
  readonly single: boolean;
  /** The field of an event's data whose value is the lane; null: all runs are of one lane. */
  readonly laneBy: string | null;
};

const DEFAULT_RETRIES = 3;
const UNLIMITED = 1_000_000;

const key = z.string().regex(/^event\.data\.\w+$/, "a key must be event.data.<field>");
const cron = z.string().transform((text, ctx): Cron => {
  try {
    return parseCron(text);
  } catch (error) {
    ctx.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});
const event = z.union([z.string(), z.instanceof(EventType).transform(({ name }) => name)]);
const trigger = z.union([
  z.strictObject({ cron }),
  z.strictObject({ event }),
  z.instanceof(EventType).transform(({ name }) => ({ event: name })),
]);
const limit = z.union([
  z
    .int()
    .min(1)
    .transform((at) => ({ limit: at, key: undefined })),
  z.strictObject({ limit: z.int().min(1), key: key.optional() }),
]);
/** All options that the runner understands. Whatever else a function asks for is an error, not something left out. */
const options = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  triggers: z.array(trigger).min(1),
  retries: z.int().min(0).default(DEFAULT_RETRIES),
  concurrency: limit.optional(),
  singleton: z.strictObject({ key: key.optional(), mode: z.literal("skip") }).optional(),
});

/** Reads a function's options. Throws where it asks for something that the runner does not do, naming both. */
export function planOf(fn: InngestFunction.Any): Plan {
  const read = options.safeParse(fn.opts);
  if (!read.success) {
    const reasons = read.error.issues.map(
      (issue) => `${issue.path.join(".") || "options"}: ${reasonOf(issue)}`,
    );
    throw new Error(`The embedded runner cannot run the function "${fn.id()}": ${reasons.join("; ")}.`);
  }
  const { id, triggers, retries, concurrency, singleton } = read.data;
  if (singleton && concurrency) {
    throw new Error(
      `The embedded runner cannot run the function "${id}": singleton and concurrency together.`,
    );
  }
  const laneKey = (singleton ?? concurrency)?.key;
  return {
    id,
    events: triggers.flatMap((one) => ("event" in one ? [one.event] : [])),
    crons: triggers.flatMap((one) => ("cron" in one ? [one.cron] : [])),
    maxAttempts: retries + 1,
    atOnce: singleton ? 1 : (concurrency?.limit ?? UNLIMITED),
    single: singleton !== undefined,
    laneBy: laneKey?.slice("event.data.".length) ?? null,
  };
}

/** Of several forms, none of which fits: what each says. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_union") return issue.message;
  return issue.errors.flat().map(reasonOf).join(", or ");
}

/** The lane of a run that this event begins. */
export function laneOf({ laneBy }: Plan, data: Record<string, unknown>): string {
  const value = laneBy === null ? "" : (data[laneBy] ?? "");
  return typeof value === "string" ? value : JSON.stringify(value);
}
