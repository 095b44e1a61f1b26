import { type InngestFunction, NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { useStand } from "./testing/stand";

const stand = useStand();

describe("a run", () => {
  it("goes through its steps once each, and parallel ones", async () => {
    const { inngest, runner } = stand().open((it) => [
      it.createFunction({ id: "steps", triggers: { event: "go" } }, async ({ step }) => {
        const one = await step.run("one", () => stand().note("one"));
        const both = await Promise.all([
          step.run("a", () => stand().note("a")),
          step.run("b", () => stand().note("b")),
        ]);
        await step.run("last", () => stand().note([one, ...both].join("+")));
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    expect(stand().done).toEqual(["one", "a", "b", "one+a+b"]);
    expect(await stand().states()).toEqual(["done"]);
  });

  it("sleeps, and wakes after its time", async () => {
    const { inngest, runner } = stand().open((it) => [
      it.createFunction({ id: "naps", triggers: { event: "go" } }, async ({ step }) => {
        await step.sleep("a while", 90 * MINUTE_MS);
        await step.run("one", () => stand().note("woken"));
        await step.sleepUntil("the date", new Date("2026-05-05T00:00:00Z"));
        await step.run("two", () => stand().note("woken again"));
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    stand().wait(90 * MINUTE_MS - 1);
    await runner.settle();
    expect(stand().done).toEqual([]);
    stand().wait(1);
    await runner.settle();
    expect(stand().done).toEqual(["woken"]);
    stand().wait(14 * HOUR_MS);
    await runner.settle();
    expect(stand().done).toEqual(["woken", "woken again"]);
  });

  it("tries a step that fails again, later each stand().time, and ends as failed with the reason", async () => {
    const { inngest, runner } = stand().open((it) => [
      it.createFunction({ id: "fails", triggers: { event: "go" }, retries: 2 }, async ({ step }) => {
        await step.run("first", () => stand().note("first"));
        await step.run("second", () => {
          stand().note("tried");
          throw new Error("no luck");
        });
      }),
    ]);
    await inngest.send({ name: "go" });
    const waits: number[] = [];
    for (let n = 0; n < 3; n++) {
      await runner.settle();
      const [run] = await stand().runs();
      if (run?.state === "open") {
        waits.push(run.dueAt - stand().time);
        stand().wait(run.dueAt - stand().time);
      }
    }
    expect(stand().done).toEqual(["first", "tried", "tried", "tried"]);
    expect(waits).toEqual([15 * SECOND_MS, 30 * SECOND_MS]);
    expect(await stand().runs()).toMatchObject([{ state: "failed", reason: "no luck" }]);
  });

  it("obeys errors that say when to come back, or never to", async () => {
    const { inngest, runner } = stand().open((it) => [
      it.createFunction({ id: "later", triggers: { event: "later" } }, async ({ step }) => {
        await step.run("call", () => stand().note("called"));
      }),
      it.createFunction({ id: "never", triggers: { event: "never" } }, async ({ step }) => {
        await step.run("call", () => {
          throw new NonRetriableError("refused");
        });
      }),
    ]);
    stand().faults = [
      () => {
        throw new RetryAfterError("busy", 10 * MINUTE_MS);
      },
    ];
    await inngest.send({ name: "later" });
    await runner.settle();
    expect((await stand().runs())[0]?.dueAt).toBe(stand().time + 10 * MINUTE_MS);
    stand().wait(10 * MINUTE_MS);
    await inngest.send({ name: "never" });
    await runner.settle();
    expect(stand().done).toEqual(["called"]);
    expect(await stand().runs()).toMatchObject([
      { state: "done" },
      { state: "failed", reason: "refused", attempt: 0 },
    ]);
  });

  it("may catch a step's failure and go on", async () => {
    const { inngest, runner } = stand().open((it) => [
      it.createFunction({ id: "copes", triggers: { event: "go" }, retries: 0 }, async ({ step }) => {
        await step
          .run("hopeless", () => {
            throw new Error("no");
          })
          .catch((error: Error) => step.run("instead", () => stand().note(`instead of ${error.message}`)));
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    expect(stand().done).toEqual(["instead of no"]);
    expect(await stand().states()).toEqual(["done"]);
  });

  it("begins once for an event that comes twice", async () => {
    const { inngest, runner } = stand().open((it) => [
      it.createFunction({ id: "once", triggers: { event: "go" } }, async ({ step, event }) => {
        await step.run("one", () => stand().note(String(event.data["n"])));
      }),
    ]);
    await inngest.send([
      { name: "go", id: "same", data: { n: 1 } },
      { name: "go", id: "other", data: { n: 2 } },
    ]);
    await inngest.send({ name: "go", id: "same", data: { n: 3 } });
    await runner.settle();
    expect(stand().done.sort()).toEqual(["1", "2"]);
  });

  it("sends events that other functions wake on", async () => {
    const { inngest, runner } = stand().open((it) => [
      it.createFunction({ id: "first", triggers: { event: "go" } }, async ({ step }) => {
        await step.sendEvent("send", { name: "next", data: { n: 1 } });
      }),
      it.createFunction({ id: "second", triggers: { event: "next" } }, async ({ step }) => {
        await step.run("one", () => stand().note("heard"));
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    expect(stand().done).toEqual(["heard"]);
  });
});

describe("a function that asks for more", () => {
  const go = { event: "go" };
  it.each<[string, Omit<InngestFunction.Options, "id">, RegExp]>([
    ["an option", { triggers: [go], debounce: { period: "1m" } }, /run the function "greedy".*debounce/],
    ["a condition", { triggers: [{ ...go, if: "event.data.x == 1" }] }, /run the function "greedy".*if/],
    [
      "a stand().time zone",
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
    expect(() => stand().open((it) => [it.createFunction(greedy, () => undefined)])).toThrow(reason);
  });

  it("fails where it is a step that nobody knows", async () => {
    const { inngest, runner } = stand().open((it) => [
      it.createFunction({ id: "waits", triggers: { event: "go" } }, async ({ step }) => {
        await step.waitForEvent("for more", { event: "more", timeout: "1h" });
      }),
    ]);
    await inngest.send({ name: "go" });
    await runner.settle();
    expect(await stand().runs()).toMatchObject([
      { state: "failed", reason: expect.stringContaining("WaitForEvent") },
    ]);
  });
});
