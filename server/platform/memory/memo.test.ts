import { expect, test } from "vitest";
import { memo } from "./memo";

test("a key is computed once while it is in use, and again after many others", () => {
  const made: string[] = [];
  const upper = memo((key) => {
    made.push(key);
    return key.toUpperCase();
  }, 4);
  expect(["a", "b", "a", "b", "c", "a"].map(upper)).toEqual(["A", "B", "A", "B", "C", "A"]);
  expect(made).toEqual(["a", "b", "c"]);
  expect(["d", "e", "f", "a"].map(upper)).toEqual(["D", "E", "F", "A"]);
  expect(made).toEqual(["a", "b", "c", "d", "e", "f", "a"]);
});
