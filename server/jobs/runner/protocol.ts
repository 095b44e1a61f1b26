import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, type Millis, SECOND_MS } from "@/server/platform/clock";
import { APP_ID } from "../client";
import type { KnownStep, Run } from "../store/runs";

/** The SDK's serve handler: it runs a function up to its next step, and answers what it met. */
export type Handler = (request: Request) => Promise<Response>;

/** One thing that a function met. `again` is its own wish when to be tried again. */
export type Op =
  | { kind: "ran"; stepId: string; result: string }
  | { kind: "failed"; stepId: string; error: string }
  | { kind: "fault"; reason: string; again: Millis | null }
  | { kind: "sleep"; stepId: string; until: Millis }
  | { kind: "planned"; stepId: string }
  | { kind: "unsupported"; name: string };

export type Answer =
  | { kind: "done" }
  | { kind: "met"; ops: readonly Op[] }
  /** The function itself failed, outside its steps. */
  | { kind: "fault"; reason: string; again: Millis | null; final: boolean };

/** The address in requests that never leave the process. */
export const EMBEDDED_ORIGIN = "http://jobs.invalid";
const EXECUTION_VERSION = 2;
/** The step that stands for "go on with the function". */
const FORWARD = "step";

const opSchema = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().optional(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
type RawOp = z.output<typeof opSchema>;

/** Runs the function from its beginning, with what its finished steps gave back, up to what it meets next. */
export async function ask(
  handler: Handler,
  run: Run & { maxAttempts: number },
  steps: readonly KnownStep[],
  at: { stepId: string | null; time: Millis },
): Promise<Answer> {
  const response = await handler(requestFor(run, steps, at.stepId));
  const body = await response.text();
  const again = againAt(response.headers.get("retry-after"), at.time);
  if (response.status === 200) return { kind: "done" };
  if (response.status === 206) {
    const ops = z.array(opSchema).parse(JSON.parse(body));
    return { kind: "met", ops: ops.map((op) => readOp(op, again, at.time)) };
  }
  const final = response.headers.get("x-inngest-no-retry") === "true";
  return { kind: "fault", reason: reasonOf(JSON.parse(body)), again, final };
}

function requestFor(
  run: Run & { maxAttempts: number },
  steps: readonly KnownStep[],
  stepId: string | null,
): Request {
  const query = new URLSearchParams({ fnId: `${APP_ID}-${run.functionId}`, stepId: stepId ?? FORWARD });
  const event: unknown = JSON.parse(run.event);
  const stack = steps.map((step) => step.stepId);
  const body = {
    version: EXECUTION_VERSION,
    event,
    events: [event],
    steps: Object.fromEntries(steps.map((step) => [step.stepId, memoOf(step)])),
    ctx: {
      run_id: run.id,
      attempt: run.attempt,
      max_attempts: run.maxAttempts,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack, current: stack.length - 1 },
    },
  };
  return new Request(`${EMBEDDED_ORIGIN}/api/inngest?${query}`, {
    method: "POST",
    headers: { host: new URL(EMBEDDED_ORIGIN).host, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

function memoOf({ result, error }: KnownStep): unknown {
  return error === null
    ? { type: "data", data: JSON.parse(result ?? "null") }
    : { type: "error", error: JSON.parse(error) };
}

function readOp(op: RawOp, again: Millis | null, time: Millis): Op {
  switch (op.op) {
    case "StepRun":
    case "Step":
      return { kind: "ran", stepId: op.id, result: JSON.stringify(op.data ?? null) };
    case "StepFailed":
      return { kind: "failed", stepId: op.id, error: JSON.stringify(op.error ?? {}) };
    case "StepError":
      return { kind: "fault", reason: reasonOf(op.error), again };
    case "StepPlanned":
      return { kind: "planned", stepId: op.id };
    case "Sleep":
      return { kind: "sleep", stepId: op.id, until: sleepUntil(op.name ?? "", time) };
    default:
      return { kind: "unsupported", name: op.op };
  }
}

const UNITS: Readonly<Record<string, Millis>> = {
  w: 7 * DAY_MS,
  d: DAY_MS,
  h: HOUR_MS,
  m: MINUTE_MS,
  s: SECOND_MS,
};

/** The SDK names a sleep by its length ("1h30m") or by its end (ISO 8601). */
function sleepUntil(name: string, time: Millis): Millis {
  const parts = [...name.matchAll(/(\d+)([wdhms])/g)];
  if (parts.length > 0 && parts.map(([part]) => part).join("") === name) {
    return time + parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0), 0);
  }
  const end = Date.parse(name);
  if (Number.isNaN(end)) throw new Error(`a sleep of "${name}" is not understood`);
  return end;
}

/** `Retry-After`: seconds, or a date. */
function againAt(header: string | null, time: Millis): Millis | null {
  if (header === null) return null;
  const seconds = Number(header);
  const at = Number.isNaN(seconds) ? Date.parse(header) : time + seconds * SECOND_MS;
  return Number.isNaN(at) ? null : at;
}

const failure = z.object({ message: z.string() });

function reasonOf(error: unknown): string {
  const read = failure.safeParse(error);
  return read.success ? read.data.message : JSON.stringify(error);
}
