import { describe, expect, it } from "vitest";
import { privateCacheControl } from "./cache";

describe("privateCacheControl", () => {
  it.each([
    [null, "private"],
    ["", "private"],
    ["public", "private"],
    ["public, max-age=60, s-maxage=600", "private, max-age=60"],
    ["S-MaxAge=600, stale-while-revalidate=30", "private, stale-while-revalidate=30"],
    ["private, no-store", "private, no-store"],
    ["no-store", "private, no-store"],
    ['private="set-cookie, x-id", max-age=60', "private, max-age=60"],
  ])("%j becomes %j", (current, changed) => {
    expect(privateCacheControl(current)).toBe(changed);
  });
});
