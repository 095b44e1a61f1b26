import { fork } from "node:child_process";
import path from "node:path";

/** A program of this folder that runs beside the measurement, in a process of its own. */
export type Child<Ready> = {
  ready: Ready;
  readonly pid: number;
  /** Sends one question and resolves with its answer. One at a time. */
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
};

/** Starts `.build/bench/<entry>.mjs` and waits for its first message. It stops when it is told to, or when we are gone. */
export function startChild<Ready>(entry: string, env: Record<string, string>): Promise<Child<Ready>> {
  const file = path.join(process.cwd(), ".build/bench", `${entry}.mjs`);
  const child = fork(file, {
    env: { ...process.env, NODE_ENV: "production", ...env },
    execArgv: profilerOptions(entry),
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    let fail: (error: Error) => void = reject;
    child.once("error", reject);
    child.once("exit", (code) => fail(new Error(`${entry} ended with ${code} while it was needed`)));
    child.once("message", (ready) => {
      resolve({
        ready: ready as Ready, // each entry sends what its caller names
        pid: child.pid ?? 0,
        ask<Answer>(question: object) {
          return new Promise<Answer>((answered, failed) => {
            child.once("message", (answer) => answered(answer as Answer)); // likewise
            fail = failed;
            child.send(question);
          });
        },
        async stop() {
          child.disconnect();
          await ended;
        },
      });
    });
  });
}

/** `BENCH_PROFILE=ours/server` leaves a CPU profile of that program in `.build/bench`. */
function profilerOptions(entry: string): string[] {
  if (process.env["BENCH_PROFILE"] !== entry) return [];
  return ["--cpu-prof", `--cpu-prof-dir=${path.join(process.cwd(), ".build/bench")}`];
}

/** Tells the parent that we are ready, answers its questions, and calls `close` when it wants us gone. */
export function serveParent<Question>(
  ready: object,
  close: () => Promise<void>,
  answer?: (question: Question) => object | Promise<object>,
): void {
  process.once("disconnect", () => {
    void close().finally(() => process.exit(0));
  });
  process.on("message", (question) => {
    // The caller asks each program only what it understands.
    void Promise.resolve(answer?.(question as Question)).then((said) => process.send?.(said));
  });
  process.send?.(ready);
}
