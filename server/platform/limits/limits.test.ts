import { afterEach, beforeEach, expect, test } from "vitest";
import { setClock } from "../clock";
import { type Limit, processLimits } from "./limits";

const ALL: Limit = { name: "all", max: 3, windowMs: 1_000, counts: "all" };
const ADMITTED: Limit = { ...ALL, name: "admitted", counts: "admitted" };

let time = 1_000_000;
let restore = () => {};
beforeEach(() => {
  restore = setClock(() => time);
});
afterEach(() => restore());

test("up to the limit all is well, one more must wait until the first is out of the window", () => {
  const limits = processLimits();
  for (let i = 0; i < 3; i++) expect(limits.hit(ALL, "a")).toBe(0);
  time += 1_000;
  expect(limits.hit(ALL, "a")).toBe(1);
});

test("the window slides: what has left it no longer counts", () => {
  const limits = processLimits();
  for (let i = 0; i < 3; i++) limits.hit(ALL, "a");
  time += 1_001;
  expect(limits.hit(ALL, "a")).toBe(0);
});

test("where all count, the refused prolong the refusal; where the admitted count, they do not", () => {
  const limits = processLimits();
  for (let i = 0; i < 3; i++) for (const limit of [ALL, ADMITTED]) limits.hit(limit, "a");
  time += 500;
  for (let i = 0; i < 3; i++) for (const limit of [ALL, ADMITTED]) expect(limits.hit(limit, "a")).toBe(501);
  time += 501;
  expect(limits.hit(ADMITTED, "a")).toBe(0);
  expect(limits.hit(ALL, "a")).toBe(500);
});

test("keys and limits are counted apart", () => {
  const limits = processLimits();
  for (let i = 0; i < 3; i++) limits.hit(ALL, "a");
  expect(limits.hit(ALL, "b")).toBe(0);
  expect(limits.hit(ADMITTED, "a")).toBe(0);
});

test("with too many keys the one unseen for longest is forgotten", () => {
  const limits = processLimits(2);
  for (let i = 0; i < 3; i++) limits.hit(ALL, "old");
  for (let i = 0; i < 3; i++) limits.hit(ALL, "kept");
  limits.hit(ALL, "new");
  expect(limits.hit(ALL, "kept")).toBeGreaterThan(0);
  expect(limits.hit(ALL, "old")).toBe(0);
});

test("what happened under a former key counts with it, until it is out of the window", () => {
  const limits = processLimits();
  for (let i = 0; i < 2; i++) {
    limits.hit(ALL, "old");
    time += 100;
  }
  expect(limits.hit(ALL, "new", "old")).toBe(0);
  // Of three that lie within the window the first is 200 ms old.
  expect(limits.hit(ALL, "new", "old")).toBe(801);
  time += 901;
  expect(limits.hit(ALL, "new", "old")).toBe(0);
});

test("where the admitted count, so do those under a former key, and the refused do not", () => {
  const limits = processLimits();
  for (let i = 0; i < 2; i++) limits.hit(ADMITTED, "old");
  time += 100;
  const waits = Array.from({ length: 3 }, () => limits.hit(ADMITTED, "new", "old"));
  expect(waits).toEqual([0, 901, 901]);
  time += 901;
  expect([1, 2, 3].map(() => limits.hit(ADMITTED, "new", "old"))).toEqual([0, 0, 100]);
});

test("a former key with which nothing happened changes nothing", () => {
  const limits = processLimits();
  const waits = [1, 2, 3, 4].map(() => limits.hit(ALL, "new", "old"));
  expect(waits).toEqual([0, 0, 0, 1_001]);
});
