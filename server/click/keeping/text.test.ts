import { expect, test } from "vitest";
import { kept } from "./text";

test.each([
  ["plain", "abc", "abc"],
  ["cut to length", "abcdefghijkl", "abcdefghij"],
  ["without NUL", "a\0b", "ab"],
  ["without lone surrogates", "a\ud800b\udc00c", "abc"],
  ["with whole pairs", "a😀b", "a😀b"],
  ["without half of a pair that the cut divides", "123456789😀", "123456789"],
  ["empty is nothing", "", null],
  ["nothing left is nothing", "\0", null],
  ["nothing is nothing", undefined, null],
])("%s", (_fact, text, expected) => {
  expect(kept(text, 10)).toBe(expected);
});
