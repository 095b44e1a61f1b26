import { expect, test } from "vitest";
import { judgeRequest, judgeUserAgent } from "./verdict";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

test("who says nothing is taken for a person", () => {
  expect(judgeUserAgent(undefined)).toEqual({ verdict: "valid", reason: null });
});

test.each([
  ["HEAD", {}, "prefetch"],
  ["GET", { "sec-purpose": "prefetch;prerender" }, "prefetch"],
  ["GET", { purpose: "prefetch" }, "prefetch"],
  ["GET", { "x-moz": "prefetch" }, "prefetch"],
  ["GET", { "x-purpose": "preview" }, "prefetch"],
  ["GET", {}, "valid"],
])("%s with %o is %s", (method, headers: Record<string, string>, verdict) => {
  expect(judgeRequest(method, (name) => ({ "user-agent": CHROME, ...headers })[name]).verdict).toBe(verdict);
});

test("a verdict that is not valid says why", () => {
  expect(judgeUserAgent("curl/8.5.0").reason).toMatch(/^declares itself as /);
});
