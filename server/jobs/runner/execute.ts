import { HOUR_MS, type Millis, now, SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { runsEnded } from "../metrics";
import { type KnownStep, keepStep, type Rest, type Run, restRun, stepsOf } from "../store/runs";
import type { Plan } from "./plan";
import { type Answer, ask, type Handler, type Op } from "./protocol";

/** What executing needs: the way into the functions, and the name under which this process holds runs. */
export type Executor = { readonly database: Database; readonly handler: Handler; readonly by: Id };

/** No function of ours has nearly so many; one that finds ever new steps must end. */
const MAX_STEPS = 1_000;
/** A server that is ended and started often is not its runs' fault; a run that ends its server each time must not go on for ever. */
const MAX_INTERRUPTIONS = 10;
const FIRST_RETRY_MS = 15 * SECOND_MS;
const LAST_RETRY_MS = HOUR_MS;
const MAX_REASON_CHARACTERS = 1_000;

/** Runs a function from its last finished step until it ends, sleeps or fails, and lets go of the run. */
export async function execute(executor: Executor, run: Run, plan: Plan): Promise<void> {
  const { database, by } = executor;
  const steps = await database.asSystem("run jobs", (sql) => stepsOf(sql, run.id));
  const rest = await advance(executor, run, plan, steps).catch((error: unknown): Rest => {
    // Not the function's error but ours, such as a database that is away: another attempt may get further.
    const reason = error instanceof Error ? error.message : String(error);
    return afterFault({ reason, again: null, final: false }, run.attempt, plan);
  });
  await database.asSystem("run jobs", (sql) => restRun(sql, { id: run.id, by }, rest));
  const result = rest.state === "open" && rest.reason !== null ? "again" : rest.state;
  if (result !== "open") runsEnded.inc({ function: plan.id, result });
}

async function advance(executor: Executor, run: Run, plan: Plan, steps: KnownStep[]): Promise<Rest> {
  let { attempt } = run;
  if (run.interruptions >= MAX_INTERRUPTIONS)
    return failed("The process that ran it ended each time before it was done.");
  const planned: string[] = [];
  for (let count = 0; count < MAX_STEPS; count++) {
    const at = { stepId: planned.shift() ?? null, time: now() };
    const answer = await ask(executor.handler, { ...run, attempt, maxAttempts: plan.maxAttempts }, steps, at);
    if (answer.kind === "done") return { state: "done" };
    if (answer.kind === "fault") return afterFault(answer, attempt, plan);
    for (const op of answer.ops) {
      const rest = await meet(executor, { run, attempt, plan }, op, { steps, planned });
      if (rest) return rest;
    }
    if (answer.ops.some((op) => op.kind === "ran" || op.kind === "failed")) attempt = 0;
  }
  return failed(`It has more than ${MAX_STEPS} steps.`);
}

/** Notes what the function met. Resolves to how the run rests, or to null when it goes on. */
async function meet(
  executor: Executor,
  { run, attempt, plan }: { run: Run; attempt: number; plan: Plan },
  op: Op,
  { steps, planned }: { steps: KnownStep[]; planned: string[] },
): Promise<Rest | null> {
  const keep = async (step: KnownStep): Promise<void> => {
    await executor.database.asSystem("run jobs", (sql) =>
      keepStep(sql, { id: run.id, by: executor.by }, step),
    );
    steps.push(step);
  };
  switch (op.kind) {
    case "ran":
      await keep({ stepId: op.stepId, result: op.result, error: null });
      return null;
    case "failed":
      // The function is told and may go on without it.
      await keep({ stepId: op.stepId, result: null, error: op.error });
      return null;
    case "planned":
      if (!planned.includes(op.stepId)) planned.push(op.stepId);
      return null;
    case "sleep":
      // The sleep is over when the run is claimed again: until then nobody asks.
      await keep({ stepId: op.stepId, result: null, error: null });
      return { state: "open", dueAt: op.until, attempt: 0, reason: null };
    case "fault":
      return afterFault({ ...op, final: false }, attempt, plan);
    case "unsupported":
      return failed(`The embedded runner does not know the step operation ${op.name}.`);
  }
}

type Fault = Pick<Extract<Answer, { kind: "fault" }>, "reason" | "again" | "final">;

function afterFault({ reason, again, final }: Fault, attempt: number, plan: Plan): Rest {
  if (final || attempt + 1 >= plan.maxAttempts) return failed(reason);
  const dueAt = again ?? now() + retryDelay(attempt);
  return { state: "open", dueAt, attempt: attempt + 1, reason: reason.slice(0, MAX_REASON_CHARACTERS) };
}

function retryDelay(attempt: number): Millis {
  return Math.min(FIRST_RETRY_MS * 2 ** attempt, LAST_RETRY_MS);
}

function failed(reason: string): Rest {
  return { state: "failed", reason: reason.slice(0, MAX_REASON_CHARACTERS) };
}
