import { cron, type Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS, now, SECOND_MS, setClock } from "@/server/platform/clock";
import { makeWorld, type World } from "@/tests/support/world";
import { type Embedded, openEmbedded } from "./embedded";

let world: World;
let time: number;
let restore: () => void;
/** What functions did, in order. */
let done: string[];
/** What a function is told to do in its turn. */
let faults: (() => void)[];

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  await world.database.sql`truncate job_runs, job_steps, job_schedule`;
  time = Date.parse("2026-05-04T10:00:30Z");
  restore = setClock(() => time);
  done = [];
  faults = [];
});
afterEach(() => restore());

const note = (what: string): string => {
  faults.shift()?.();
  done.push(what);
  return what;
};
const open = (make: (inngest: Inngest) => ReturnType<Inngest["createFunction"]>[]): Embedded =>
  openEmbedded(world.services, ({ inngest }) => make(inngest));
const runs = () =>
  world.database.asSystem(
    "run jobs",
    (sql) => sql<{ state: string; attempt: number; reason: string | null; dueAt: number }[]>`
      select state, attempt, reason, due_at as "dueAt" from job_runs order by id`,
  );
const states = async () => (await runs()).map(({ state }) => state);
const wait = (ms: number): void => {
  time += ms;
};

describe("a run", () => {
  it("goes through its steps once each, and parallel ones", async () => {
    const { inngest, runner } = open((it) => [
      it.createFunction({ id: "steps", triggers: { event: "go" } }, async ({ step }) => {
        const one = await step.run("one", () => note("one"));
        const both = await Promise.all([step.run("a", () => note("a")), step.run("b", () => note("b"))]);
        await step.run("last", () => note([one, ...both].join("+")));
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    expect(done).toEqual(["one", "a", "b", "one+a+b"]);
    expect(await states()).toEqual(["done"]);
  });

  it("sleeps, and wakes after its time", async () => {
    const { inngest, runner } = open((it) => [
      it.createFunction({ id: "naps", triggers: { event: "go" } }, async ({ step }) => {
        await step.sleep("a while", 90 * MINUTE_MS);
        await step.run("one", () => note("woken"));
        await step.sleepUntil("the date", new Date("2026-05-05T00:00:00Z"));
        await step.run("two", () => note("woken again"));
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    wait(90 * MINUTE_MS - 1);
    await runner.settle();
    expect(done).toEqual([]);
    wait(1);
    await runner.settle();
    expect(done).toEqual(["woken"]);
    wait(14 * HOUR_MS);
    await runner.settle();
    expect(done).toEqual(["woken", "woken again"]);
  });

  it("tries a step that fails again, later each time, and ends as failed with the reason", async () => {
    const { inngest, runner } = open((it) => [
      it.createFunction({ id: "fails", triggers: { event: "go" }, retries: 2 }, async ({ step }) => {
        await step.run("first", () => note("first"));
        await step.run("second", () => {
          note("tried");
          throw new Error("no luck");
        });
      }),
    ]);
    await inngest.send({ name: "go" });
    const waits: number[] = [];
    for (let n = 0; n < 3; n++) {
      await runner.settle();
      const [run] = await runs();
      if (run?.state === "open") {
        waits.push(run.dueAt - time);
        wait(run.dueAt - time);
      }
    }
    expect(done).toEqual(["first", "tried", "tried", "tried"]);
    expect(waits).toEqual([15 * SECOND_MS, 30 * SECOND_MS]);
    expect(await runs()).toMatchObject([{ state: "failed", reason: "no luck" }]);
  });

  it("obeys errors that say when to come back, or never to", async () => {
    const { inngest, runner } = open((it) => [
      it.createFunction({ id: "later", triggers: { event: "later" } }, async ({ step }) => {
        await step.run("call", () => note("called"));
      }),
      it.createFunction({ id: "never", triggers: { event: "never" } }, async ({ step }) => {
        await step.run("call", () => {
          throw new NonRetriableError("refused");
        });
      }),
    ]);
    faults = [
      () => {
        throw new RetryAfterError("busy", 10 * MINUTE_MS);
      },
    ];
    await inngest.send({ name: "later" });
    await runner.settle();
    expect((await runs())[0]?.dueAt).toBe(time + 10 * MINUTE_MS);
    wait(10 * MINUTE_MS);
    await inngest.send({ name: "never" });
    await runner.settle();
    expect(done).toEqual(["called"]);
    expect(await runs()).toMatchObject([
      { state: "done" },
      { state: "failed", reason: "refused", attempt: 0 },
    ]);
  });

  it("may catch a step's failure and go on", async () => {
    const { inngest, runner } = open((it) => [
      it.createFunction({ id: "copes", triggers: { event: "go" }, retries: 0 }, async ({ step }) => {
        await step
          .run("hopeless", () => {
            throw new Error("no");
          })
          .catch((error: Error) => step.run("instead", () => note(`instead of ${error.message}`)));
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    expect(done).toEqual(["instead of no"]);
    expect(await states()).toEqual(["done"]);
  });

  it("begins once for an event that comes twice", async () => {
    const { inngest, runner } = open((it) => [
      it.createFunction({ id: "once", triggers: { event: "go" } }, async ({ step, event }) => {
        await step.run("one", () => note(String(event.data["n"])));
      }),
    ]);
    await inngest.send([
      { name: "go", id: "same", data: { n: 1 } },
      { name: "go", id: "other", data: { n: 2 } },
    ]);
    await inngest.send({ name: "go", id: "same", data: { n: 3 } });
    await runner.settle();
    expect(done.sort()).toEqual(["1", "2"]);
  });

  it("sends events that other functions wake on", async () => {
    const { inngest, runner } = open((it) => [
      it.createFunction({ id: "first", triggers: { event: "go" } }, async ({ step }) => {
        await step.sendEvent("send", { name: "next", data: { n: 1 } });
      }),
      it.createFunction({ id: "second", triggers: { event: "next" } }, async ({ step }) => {
        await step.run("one", () => note("heard"));
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    expect(done).toEqual(["heard"]);
  });
});

describe("limits", () => {
  it("let so many runs of one key be under way as the function says, in several processes", async () => {
    const under: Record<string, number> = {};
    let most = 0;
    let met: (() => void) | undefined;
    /** Ends when a second one of its kind has come, so fewer than two at once would never end. */
    const meet = async (kind: string): Promise<void> => {
      const count = (under[kind] ?? 0) + 1;
      under[kind] = count;
      most = Math.max(most, count);
      if (kind === "a") {
        const before = met;
        met = undefined;
        if (before) before();
        else await new Promise<void>((resolve) => (met = resolve));
      }
      under[kind] -= 1;
      done.push(kind);
    };
    const make = (it: Inngest) => [
      it.createFunction(
        { id: "limited", triggers: { event: "go" }, concurrency: { limit: 2, key: "event.data.brandId" } },
        async ({ step, event }) => {
          await step.run("one", () => meet(String(event.data["brandId"])));
        },
      ),
    ];
    const [one, two] = [open(make), open(make)];
    await one.inngest.send("abababaa".split("").map((brandId) => ({ name: "go", data: { brandId } })));
    await one.inngest.send({ name: "go", data: { brandId: "a" } });
    while (done.length < 9) await Promise.all([one.runner.settle(), two.runner.settle()]);
    expect(most).toBe(2);
    expect(await states()).toEqual(Array(9).fill("done"));
  });

  it("let a single run be asked for again while it is under way, and do it once more", async () => {
    let ask: (() => Promise<unknown>) | undefined;
    const { inngest, runner } = open((it) => [
      it.createFunction(
        { id: "single", triggers: { event: "go" }, singleton: { key: "event.data.brandId", mode: "skip" } },
        async ({ step, event }) => {
          await step.run("one", async () => {
            note("run");
            if (event.data["brandId"] === "a") await ask?.();
          });
        },
      ),
    ]);
    const go = { name: "go", data: { brandId: "a" } };
    ask = async () => {
      ask = undefined;
      await inngest.send([go, go, go]);
    };
    await inngest.send([go, go, { ...go, data: { brandId: "b" } }]);
    await runner.settle();
    expect(done).toEqual(["run", "run", "run"]);
  });
});

describe("the clock", () => {
  it("starts a function at each of its times, once for all processes, and once for those that were missed", async () => {
    const make = (it: Inngest) => [
      it.createFunction({ id: "hourly", triggers: cron("0 * * * *") }, async ({ step }) => {
        await step.run("one", () => note(new Date(now()).toISOString().slice(11, 16)));
      }),
    ];
    const [one, two] = [open(make), open(make)];
    const both = () => Promise.all([one.runner.settle(), two.runner.settle()]);
    await both();
    wait(HOUR_MS);
    await both();
    await both();
    wait(5 * HOUR_MS);
    await both();
    wait(HOUR_MS);
    await both();
    expect(done).toEqual(["11:00", "16:00", "17:00"]);
  });
});

describe("a process that dies", () => {
  it("leaves its run to another one, which goes on after the last finished step", async () => {
    const make = (it: Inngest) => [
      it.createFunction({ id: "long", triggers: { event: "go" } }, async ({ step }) => {
        await step.run("one", () => note("one"));
        await step.run("two", () => note("two"));
      }),
    ];
    const dying = open(make);
    await dying.inngest.send({ name: "go" });
    faults = [
      () => undefined,
      () => {
        throw new Error("retry");
      },
    ];
    await dying.runner.settle();
    // As a killed process leaves it: held, and after its first step.
    await world.database.sql`
      update job_runs set leased_by = ${"01J00000000000000000000000"}::uuid, leased_until = ${time + 15 * SECOND_MS}::timestamptz, due_at = ${time}::timestamptz`;
    const other = open(make);
    await other.runner.settle();
    expect(done).toEqual(["one"]);
    wait(15 * SECOND_MS);
    await other.runner.settle();
    expect(done).toEqual(["one", "two"]);
    expect(await states()).toEqual(["done"]);
  });
});

describe("a function that asks for more", () => {
  const go = { event: "go" };
  it.each<[string, Omit<InngestFunction.Options, "id">, RegExp]>([
    ["an option", { triggers: [go], debounce: { period: "1m" } }, /run the function "greedy".*debounce/],
    ["a condition", { triggers: [{ ...go, if: "event.data.x == 1" }] }, /run the function "greedy".*if/],
    [
      "a time zone",
      { triggers: [{ cron: "TZ=Europe/Paris 0 6 * * *" }] },
      /run the function "greedy".*five fields/,
    ],
    [
      "a key of two fields",
      { triggers: [go], concurrency: { limit: 1, key: "event.data.a + 1" } },
      /data\.<field>/,
    ],
  ])("is refused at the start: %s", (_, options, reason) => {
    const greedy: InngestFunction.Options = { id: "greedy", ...options };
    expect(() => open((it) => [it.createFunction(greedy, () => undefined)])).toThrow(reason);
  });

  it("fails where it is a step that nobody knows", async () => {
    const { inngest, runner } = open((it) => [
      it.createFunction({ id: "waits", triggers: { event: "go" } }, async ({ step }) => {
        await step.waitForEvent("for more", { event: "more", timeout: "1h" });
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    expect(await runs()).toMatchObject([
      { state: "failed", reason: expect.stringContaining("WaitForEvent") },
    ]);
  });
});
