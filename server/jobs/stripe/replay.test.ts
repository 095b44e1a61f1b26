import { expect, test } from "vitest";
import { CURRENT_VERSION } from "@/dev/stripe/core/versions/versions";
import { randomFrom } from "@/server/demo/history/random";
import { type Arrival, replay, shuffled } from "./testing/replay";
import { liveYear } from "./testing/year";

/** `REPLAY_EVENTS=10000` replays a brand's whole year, which takes some minutes. */
const EVENTS = Number(process.env["REPLAY_EVENTS"] ?? 300);
const SEED = Number(process.env["REPLAY_SEED"] ?? 11);
const LIMIT_MS = EVENTS * 600;

const VERSIONS = [CURRENT_VERSION, "2024-06-20", "2022-08-01"] as const;

test(
  "a year of webhooks ends in the same ledger in five orders, each once to three times, in shapes old and new",
  async () => {
    const year = await liveYear(SEED, EVENTS);
    const count = year.eventIds.length;
    expect(count).toBeGreaterThanOrEqual(EVENTS);
    const forth = Array.from({ length: count }, (_, number) => number);
    const random = randomFrom(SEED);
    const burst = () => random.whole(1, 100);
    const arrivals: Arrival[] = [
      { order: forth, version: () => CURRENT_VERSION, burst },
      { order: forth.toReversed(), version: () => CURRENT_VERSION, burst },
      { order: shuffled(count, random), version: () => VERSIONS[1], burst },
      { order: shuffled(count, random), version: () => VERSIONS[2], burst: () => 7 },
      { order: shuffled(count, random), version: (event) => VERSIONS[event % 3] ?? CURRENT_VERSION, burst },
    ];
    const results = [];
    for (const arrival of arrivals) results.push(await replay(year, arrival));
    const [first, ...others] = results;
    expect(first?.ledger.size).toBeGreaterThan(EVENTS / 10);
    expect(results.map(({ failed }) => failed)).toEqual([0, 0, 0, 0, 0]);
    for (const other of others) expect(other.ledger).toEqual(first?.ledger);
  },
  LIMIT_MS,
);
