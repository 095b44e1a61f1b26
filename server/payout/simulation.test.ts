import { expect, test } from "vitest";
import { Broken } from "./testing/broken";
import { MUTATIONS } from "./testing/simulation/mutations";
import { liveSchedule } from "./testing/simulation/schedule";
import type { Mutation } from "./testing/simulation/world";

const SCHEDULES = 2_000;
/** Within so many schedules a planted fault has to show. */
const SOON = 1_000;
/** What must have happened for the schedules to prove anything: each decision, and each kind of answer and of news. */
const MUST_HAPPEN = (
  "found paid failed held again look resend dropped booked_soon returned known " +
  "answer-transfer answer-transfers answer-refused answer-unclear"
).split(" ");

test("in 2,000 schedules of crashes, faults and reversals, no money is lost or sent twice", async () => {
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= SCHEDULES; seed++) {
    const counted = await liveSchedule(seed).catch((error: unknown) => {
      throw new Error(`schedule ${seed}`, { cause: error });
    });
    for (const [what, often] of counted) seen.set(what, (seen.get(what) ?? 0) + often);
  }
  expect(MUST_HAPPEN.filter((what) => (seen.get(what) ?? 0) < 10)).toEqual([]);
}, 300_000);

test("7007670: a transfer that a person named for another payout does not stop its own", async () => {
  expect((await liveSchedule(7_007_670)).get("paid")).toBe(1);
});

test.each(Object.entries(MUTATIONS))(
  "a planted fault is found: %s",
  async (_name, mutation) => {
    expect(await firstBroken(mutation)).toBeInstanceOf(Broken);
  },
  60_000,
);

async function firstBroken(mutation: Mutation): Promise<unknown> {
  for (let seed = 1; seed <= SOON; seed++) {
    try {
      await liveSchedule(seed, mutation);
    } catch (error) {
      return error;
    }
  }
  return `${SOON} schedules did not find it`;
}
