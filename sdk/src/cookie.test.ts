import { describe, expect, it } from "vitest";
import { crefsInCookies, maxAgeSeconds } from "./cookie";
import { crefAt } from "./crefs.fixture";

const A = crefAt("2026-09-01T00:00:00Z");
const B = crefAt("2026-10-01T00:00:00Z");

describe("cookies", () => {
  it.each<[string, string[]]>([
    ["", []],
    [`_cref=${A}`, [A]],
    [`a=1; _cref=${A};b=2; _cref=${B.toLowerCase()}`, [A, B]],
    [`x_cref=${A}; _crefx=${A}; _cref=; _cref; _cref=${A}x`, []],
    ["%E0%A4%A; _cref=%E0%A4%A", []],
  ])("%j holds %j", (cookies, crefs) => {
    expect(crefsInCookies(cookies, "_cref").filter((cref) => cref !== null)).toEqual(crefs);
  });

  it.each([
    [90, 7_776_000],
    [400, 34_560_000],
    [401, 34_560_000],
    [0.5, 43_200],
    [0, 0],
    [-1, -86_400],
    [Number.NaN, 0],
  ])("%d days are %i seconds", (days, seconds) => {
    expect(maxAgeSeconds(days)).toBe(seconds);
  });
});
