import { afterEach, expect, test } from "vitest";
import { DAY_MS, type Millis, SECOND_MS, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { processLimits } from "@/server/platform/limits/limits";
import { secretsFrom } from "@/server/platform/secrets";
import { hashAddress, hashBeforeMidnight, linkAndAddress, VELOCITY } from "./address";
import { judgeArrival } from "./judge";

const MIDNIGHT = Date.UTC(2026, 10, 22);
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

let restore = (): void => undefined;
afterEach(() => restore());

/**
 * A visitor who clicks one link at these seconds after midnight; how many of the clicks were too many. Before the click of this
 * number another process takes over, which reads what was stored.
 */
function tooFast(seconds: readonly number[], restart = seconds.length): number {
  let limits = processLimits();
  const linkId = newId();
  const stored: [key: string, time: Millis][] = [];
  const secrets = secretsFrom(Buffer.alloc(32, 7), "op_key");
  const ip = "192.0.2.7";
  const verdicts = seconds.map((second, index) => {
    if (index === restart) {
      limits = processLimits();
      for (const [key, time] of stored) limits.learn(VELOCITY.name, [key], time);
    }
    const time = MIDNIGHT + second * SECOND_MS;
    restore();
    restore = setClock(() => time);
    const header = (name: string) => (name === "user-agent" ? BROWSER : undefined);
    const [ipHash, ipHashBefore] = [hashAddress(secrets, ip, time), hashBeforeMidnight(secrets, ip, time)];
    stored.push([linkAndAddress(linkId, ipHash), time]);
    const arrival = { method: "GET", header, ipHash, ipHashBefore };
    return judgeArrival(limits, { linkId, partnerActive: true }, arrival).verdict;
  });
  return verdicts.filter((verdict) => verdict === "velocity").length;
}

/** `count` clicks, one a second, the first of them at `from`. */
const clicks = (from: number, count: number): number[] => Array.from({ length: count }, (_, n) => from + n);

test.each<[string, number[], number]>([
  ["twenty before midnight and the 21st after it", [...clicks(-25, 20), 2], 1],
  ["ten before midnight and ten after it", [...clicks(-10, 10), ...clicks(0, 10)], 0],
  ["ten before midnight and fifteen after it", [...clicks(-10, 10), ...clicks(0, 15)], 5],
  ["twenty before midnight and one more than a minute after the first", [...clicks(-30, 20), 31], 0],
  ["twenty in the first minute and the 21st in the second", [...clicks(45, 20), 66], 1],
  ["thirty at noon", clicks(12 * 3_600, 30), 10],
])("%s: so many are too many", (_case, seconds, expected) => {
  expect(tooFast(seconds)).toBe(expected);
});

test.each([3, 15, 20])("a process that starts at the click %i finds as many too many", (restart) => {
  expect(tooFast([...clicks(-10, 10), ...clicks(0, 15)], restart)).toBe(5);
  expect(tooFast([...clicks(-25, 20), ...clicks(0, 10)], restart)).toBe(10);
});

test("yesterday's key is used in the first minute of a day, and in no other", () => {
  const asked: string[] = [];
  const secrets = { keyedHash: (purpose: string) => asked.push(purpose).toString() };
  const day = MIDNIGHT / DAY_MS;
  expect(hashBeforeMidnight(secrets, "192.0.2.7", MIDNIGHT - 1)).toBeNull();
  expect(hashBeforeMidnight(secrets, "192.0.2.7", MIDNIGHT + 60 * SECOND_MS)).toBeNull();
  expect(hashBeforeMidnight(secrets, "192.0.2.7", MIDNIGHT + 59 * SECOND_MS)).not.toBeNull();
  expect(asked).toEqual([`ip:${day - 1}`]);
});
