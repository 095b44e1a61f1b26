import { expect, test } from "vitest";
import { Recent } from "./recent";

test("what is used stays, however many others come, and there are never more than allowed", () => {
  const recent = new Recent<number>(10);
  recent.set("used", 0);
  for (let n = 1; n <= 1_000; n++) {
    recent.set(`other ${n}`, n);
    expect(recent.get("used")).toBe(0);
    expect(recent.size).toBeLessThanOrEqual(10);
  }
  expect(recent.get("other 1")).toBeUndefined();
  expect(recent.get("other 998")).toBe(998);
});

test("a value that is replaced is found once, and new", () => {
  const recent = new Recent<string>(4);
  for (const key of ["a", "b", "c"]) recent.set(key, "old");
  recent.set("a", "new");
  expect(recent.get("a")).toBe("new");
  expect(recent.size).toBe(3);
});
