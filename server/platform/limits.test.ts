import { afterEach, beforeEach, expect, test } from "vitest";
import { setClock } from "./clock";
import { type Limit, processLimits } from "./limits";

const ALL: Limit = { name: "all", max: 3, windowMs: 1_000, counts: "all" };
const ADMITTED: Limit = { ...ALL, name: "admitted", counts: "admitted" };

let time = 1_000_000;
let restore = () => {};
beforeEach(() => {
  restore = setClock(() => time);
});
afterEach(() => restore());

test("up to the limit all is well, one more must wait until the first is out of the window", async () => {
  const limits = processLimits();
  for (let i = 0; i < 3; i++) expect(await limits.hit(ALL, "a")).toBe(0);
  time += 1_000;
  expect(await limits.hit(ALL, "a")).toBe(1);
});

test("the window slides: what has left it no longer counts", async () => {
  const limits = processLimits();
  for (let i = 0; i < 3; i++) await limits.hit(ALL, "a");
  time += 1_001;
  expect(await limits.hit(ALL, "a")).toBe(0);
});

test("where all count, the refused prolong the refusal; where the admitted count, they do not", async () => {
  const limits = processLimits();
  for (let i = 0; i < 3; i++) for (const limit of [ALL, ADMITTED]) await limits.hit(limit, "a");
  time += 500;
  for (let i = 0; i < 3; i++)
    for (const limit of [ALL, ADMITTED]) expect(await limits.hit(limit, "a")).toBe(501);
  time += 501;
  expect(await limits.hit(ADMITTED, "a")).toBe(0);
  expect(await limits.hit(ALL, "a")).toBe(500);
});

test("keys and limits are counted apart", async () => {
  const limits = processLimits();
  for (let i = 0; i < 3; i++) await limits.hit(ALL, "a");
  expect(await limits.hit(ALL, "b")).toBe(0);
  expect(await limits.hit(ADMITTED, "a")).toBe(0);
});

test("with too many keys the one unseen for longest is forgotten", async () => {
  const limits = processLimits(2);
  for (let i = 0; i < 3; i++) await limits.hit(ALL, "old");
  for (let i = 0; i < 3; i++) await limits.hit(ALL, "kept");
  await limits.hit(ALL, "new");
  expect(await limits.hit(ALL, "kept")).toBeGreaterThan(0);
  expect(await limits.hit(ALL, "old")).toBe(0);
});
