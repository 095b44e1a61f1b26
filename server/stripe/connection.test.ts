import { expect, test } from "vitest";
import { modeOfKey } from "./connection";

test.each([
  ["sk_live_51", "live"],
  ["rk_live_51", "live"],
  ["sk_org_live_51", "live"],
  ["sk_test_51", "test"],
  ["rk_test_live_", "test"],
  ["sk_org_test_51", "test"],
])("the key %s is for mode %s", (key, mode) => {
  expect(modeOfKey(key)).toBe(mode);
});
