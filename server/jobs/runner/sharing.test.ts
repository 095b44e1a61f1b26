import { cron, type Inngest } from "inngest";
import { describe, expect, it } from "vitest";
import { HOUR_MS, now, SECOND_MS } from "@/server/platform/clock";
import { useStand } from "./testing/stand";

const stand = useStand();

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
      stand().done.push(kind);
    };
    const make = (it: Inngest) => [
      it.createFunction(
        { id: "limited", triggers: { event: "go" }, concurrency: { limit: 2, key: "event.data.brandId" } },
        async ({ step, event }) => {
          await step.run("one", () => meet(String(event.data["brandId"])));
        },
      ),
    ];
    const [one, two] = [stand().open(make), stand().open(make)];
    await one.inngest.send("abababaa".split("").map((brandId) => ({ name: "go", data: { brandId } })));
    await one.inngest.send({ name: "go", data: { brandId: "a" } });
    while (stand().done.length < 9) await Promise.all([one.runner.settle(), two.runner.settle()]);
    expect(most).toBe(2);
    expect(await stand().states()).toEqual(Array(9).fill("done"));
  });

  it("let a single run be asked for again while it is under way, and do it once more", async () => {
    let ask: (() => Promise<unknown>) | undefined;
    const { inngest, runner } = stand().open((it) => [
      it.createFunction(
        { id: "single", triggers: { event: "go" }, singleton: { key: "event.data.brandId", mode: "skip" } },
        async ({ step, event }) => {
          await step.run("one", async () => {
            stand().note("run");
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
    expect(stand().done).toEqual(["run", "run", "run"]);
  });
});

describe("the clock", () => {
  it("starts a function at each of its times, once for all processes, and once for those that were missed", async () => {
    const make = (it: Inngest) => [
      it.createFunction({ id: "hourly", triggers: cron("0 * * * *") }, async ({ step }) => {
        await step.run("one", () => stand().note(new Date(now()).toISOString().slice(11, 16)));
      }),
    ];
    const [one, two] = [stand().open(make), stand().open(make)];
    const both = () => Promise.all([one.runner.settle(), two.runner.settle()]);
    await both();
    stand().wait(HOUR_MS);
    await both();
    await both();
    stand().wait(5 * HOUR_MS);
    await both();
    stand().wait(HOUR_MS);
    await both();
    expect(stand().done).toEqual(["11:00", "16:00", "17:00"]);
  });
});

describe("a process that dies", () => {
  it("leaves its run to another one, which goes on after the last finished step", async () => {
    const make = (it: Inngest) => [
      it.createFunction({ id: "long", triggers: { event: "go" } }, async ({ step }) => {
        await step.run("one", () => stand().note("one"));
        await step.run("two", () => stand().note("two"));
      }),
    ];
    const dying = stand().open(make);
    await dying.inngest.send({ name: "go" });
    stand().faults = [
      () => undefined,
      () => {
        throw new Error("retry");
      },
    ];
    await dying.runner.settle();
    // As a killed process leaves it: held, and after its first step.
    await stand().world.database.sql`
      update job_runs set leased_by = ${"01J00000000000000000000000"}::uuid, leased_until = ${stand().time + 15 * SECOND_MS}::timestamptz, due_at = ${stand().time}::timestamptz`;
    const other = stand().open(make);
    await other.runner.settle();
    expect(stand().done).toEqual(["one"]);
    stand().wait(15 * SECOND_MS);
    await other.runner.settle();
    expect(stand().done).toEqual(["one", "two"]);
    expect(await stand().states()).toEqual(["done"]);
  });

  it.each([
    [9, { state: "done", reason: null }, ["attempt 0"]],
    [10, { state: "failed", reason: "The process that ran it ended each time before it was done." }, []],
  ])(
    "%i times in a row with one run: no attempt of it has failed, and the tenth time is the last",
    async (times, run, done) => {
      const { inngest, runner } = stand().open((it) => [
        it.createFunction({ id: "unlucky", triggers: { event: "go" }, retries: 1 }, async ({ attempt }) => {
          stand().note(`attempt ${attempt}`);
        }),
      ]);
      await inngest.send({ name: "go" });
      await stand().world.database.sql`
      update job_runs set leased_by = ${"01J00000000000000000000000"}::uuid, leased_until = ${stand().time}::timestamptz,
        interruptions = ${times - 1}`;
      await runner.settle();
      expect(await stand().runs()).toMatchObject([run]);
      expect(stand().done).toEqual(done);
    },
  );
});
