import { describe, expect, test } from "vitest";
import { challengeOf, hostName, hostOf, hostProblem } from "./rules";

test.each([
  ["go.Brand.com", "go.brand.com"],
  [" go.brand.com. ", "go.brand.com"],
  ["brand.co.uk", "brand.co.uk"],
  ["go.bücher.example", "go.xn--bcher-kva.example"],
  ["https://go.brand.com", null],
  ["go.brand.com/r", null],
  ["go.brand.com:8080", null],
  ["go.brand.com@evil.example", null],
  ["go%2ebrand.com", null],
  ["go\\brand.com", null],
  ["go brand.com", null],
  ["10.0.0.1", null],
  ["0x7f.1", null],
  ["[::1]", null],
  ["", null],
  [`${"a".repeat(250)}.com`, null],
])("the host that %j means is %j", (written, host) => {
  expect(hostOf(written)).toBe(host);
});

describe("a brand may not name", () => {
  const own = ["app.openpartner.com", "links.com"];
  test.each([
    ["localhost", "lies under no public suffix"],
    ["intranet", "lies under no public suffix"],
    ["co.uk", "lies under no public suffix"],
    ["vercel.app", "lies under no public suffix"],
    ["router.internal", "lies under no public suffix"],
    ["app.openpartner.com", "belongs to this server"],
    ["other.links.com", "belongs to this server"],
    ["links.com", "belongs to this server"],
    ["no host", "is no host name"],
  ])("%s", (written, reason) => {
    expect(hostProblem(written, own)).toContain(reason);
  });
});

test.each(["go.brand.com", "brand.com", "brand.vercel.app", "morelinks.com"])(
  "a brand may name %s",
  (written) => {
    expect(hostProblem(written, ["links.com"])).toBeNull();
  },
);

test("a Host header names its host in lower case, without port and dot", () => {
  expect(hostName("Go.Brand.com.:443")).toBe("go.brand.com");
  expect(hostName("[::1]:3000")).toBe("[::1]");
});

test("what shows that a host is a brand's stands below it, and names nothing but the token", () => {
  expect(challengeOf({ host: "go.brand.com", token: "abc" })).toEqual({
    txt: { name: "_openpartner.go.brand.com", value: "openpartner=abc" },
    file: { url: "https://go.brand.com/.well-known/openpartner.txt", content: "openpartner=abc" },
  });
});
