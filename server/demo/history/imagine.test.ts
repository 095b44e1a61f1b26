import { expect, test } from "vitest";
import { DAY_MS } from "@/server/platform/clock";
import { imagine } from "./imagine";
import { randomFrom } from "./random";
import { codeOf, emailOf, PARTNERS } from "./roster";
import { HISTORY_DAYS } from "./span";

const ANCHOR = Date.UTC(2026, 10, 21);

test("the same day imagines the same history, and a day later the same one a day later", () => {
  expect(imagine(ANCHOR)).toEqual(imagine(ANCHOR));
  const [today, tomorrow] = [imagine(ANCHOR), imagine(ANCHOR + DAY_MS)];
  expect(tomorrow.facts.length).toBeGreaterThan(2_000);
  expect(Math.abs(tomorrow.facts.length - today.facts.length)).toBeLessThan(50);
});

test("a history is of four months, in order, and none of it lies in the future", () => {
  const { clicks, facts } = imagine(ANCHOR);
  const times = facts.map((fact) => fact.at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(Math.max(...times, ...clicks.map((click) => click.at))).toBeLessThan(ANCHOR);
  expect(Math.min(...times, ...clicks.map((click) => click.at))).toBeGreaterThanOrEqual(
    ANCHOR - HISTORY_DAYS * DAY_MS,
  );
  expect(clicks.length).toBeGreaterThan(5_000);
});

test("every click and every event has an id of its own", () => {
  const { clicks, facts } = imagine(ANCHOR);
  expect(new Set(clicks.map((click) => click.id)).size).toBe(clicks.length);
  const events = facts.flatMap((fact) =>
    "event" in fact ? [`${fact.event.type} ${fact.event.externalId}`] : [],
  );
  expect(new Set(events).size).toBe(events.length);
});

test("the roster has 40 partners with codes and addresses of their own", () => {
  expect(PARTNERS).toHaveLength(40);
  expect(new Set(PARTNERS.map(codeOf)).size).toBe(40);
  expect(PARTNERS.map(codeOf).filter((code) => !/^[a-z0-9-]{3,64}$/.test(code))).toEqual([]);
  expect(new Set(PARTNERS.map(emailOf)).size).toBe(40);
});

test("random numbers are spread evenly, and ranks lean towards the first", () => {
  const random = randomFrom(1);
  const numbers = Array.from({ length: 10_000 }, () => random.next());
  expect(numbers.reduce((a, b) => a + b) / numbers.length).toBeCloseTo(0.5, 1);
  const ranks = Array.from({ length: 10_000 }, () => random.rank(40));
  expect([Math.min(...ranks), Math.max(...ranks)]).toEqual([0, 39]);
  expect(ranks.filter((rank) => rank === 0).length).toBeGreaterThan(
    ranks.filter((rank) => rank === 5).length * 3,
  );
});
