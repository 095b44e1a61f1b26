import { describe, expect, it } from "vitest";
import { crefTime, latestCref, parseCref } from "./cref";
import { crefAt } from "./crefs.fixture";

const NOW = Date.parse("2026-11-02T12:00:00Z");
const OLD = crefAt("2026-09-01T00:00:00Z");
const NEW = crefAt("2026-11-01T00:00:00Z");
const SOON = crefAt("2026-11-03T11:00:00Z");
const FUTURE = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";

describe("a cref", () => {
  it.each<[string | null, string | null]>([
    [OLD, OLD],
    [OLD.toLowerCase(), OLD],
    [FUTURE, FUTURE],
    ["8ZZZZZZZZZZZZZZZZZZZZZZZZZ", null],
    [`${OLD}A`, null],
    [OLD.slice(1), null],
    [OLD.replace("A", "U"), null],
    [OLD.replace("A", "l"), null],
    [OLD.replace("A", "_"), null],
    [OLD.replace("A", "é"), null],
    [`${OLD}\n`, null],
    ["", null],
    [null, null],
  ])("%j is read as %j", (text, cref) => {
    expect(parseCref(text)).toBe(cref);
  });

  it("carries the time of its click", () => {
    expect(crefTime(OLD)).toBe(Date.parse("2026-09-01T00:00:00Z"));
    expect(crefTime("01ARZ3NDEKTSV4RRFFQ69G5FAV")).toBe(1_469_922_850_259);
  });

  it.each<[string, (string | null)[], string | null]>([
    ["none", [null, null], null],
    ["the only one", [null, OLD], OLD],
    ["a later one in the address", [NEW, OLD], NEW],
    ["a later one in the cookie", [OLD, NEW, OLD], NEW],
    ["one within a day of a wrong clock", [NEW, SOON], SOON],
    ["the address, where what is kept claims the future", [OLD, FUTURE], OLD],
    ["one from the future, where there is no other", [null, FUTURE], FUTURE],
  ])("the latest is %s", (_name, crefs, latest) => {
    expect(latestCref(crefs, NOW)).toBe(latest);
  });
});
