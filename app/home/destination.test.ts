import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { destinationOf } from "./destination";
import { areaOf, OWN_PAGES, wayTo } from "./own-pages";

const ID = "01JD8X3V9T2M4N6P8Q0RSTVWXY";
const APP = path.dirname(import.meta.dirname);
const GROUPS = ["(console)", "(portal)", "(statement)"];

describe("somebody who was asked to sign in", () => {
  test.each([
    ["member", "/payouts", "/payouts"],
    ["member", `/commissions/${ID}`, `/commissions/${ID}`],
    ["member", `/developers/deliveries/webhook/${ID}`, `/developers/deliveries/webhook/${ID}`],
    ["member", "/commissions?status=pending&q=a%20b+c", "/commissions?status=pending&q=a%20b+c"],
    ["partner", "/portal/links", "/portal/links"],
    ["partner", "/portal/statements/2026-10", "/portal/statements/2026-10"],
    ["member", "/portal/statements/2026-10", "/portal/statements/2026-10"],
    ["member", "/portal/links", "/overview"],
    ["partner", "/payouts", "/portal"],
    ["member", null, "/overview"],
    ["partner", null, "/portal"],
    [undefined, "/payouts", "/sign-in"],
  ] as const)("as %s on the way to %s goes to %s", (kind, way, destination) => {
    expect(destinationOf(kind, way)).toBe(destination);
  });
});

test.each([
  "",
  "overview",
  "//evil.example",
  "//evil.example/overview",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example/overview",
  "https:/overview",
  "javascript:alert(1)",
  "/overview?to=https://evil.example",
  "/overview?to=\\evil.example",
  "/overview?a;b",
  "/overview?a\r\nSet-Cookie: a=b",
  "/overview?",
  "/overview?a?b",
  `/overview?${"a".repeat(513)}`,
  "/r/code?a=b",
  "?a=b",
  "/overview#//evil.example",
  "/overview/",
  "/overview/../api/auth/signout",
  "/overview\r\nSet-Cookie: a=b",
  "/overview\n",
  "/overview\t",
  " /overview",
  "/Overview",
  "/overview%2f..%2fapi",
  "/partners/..",
  "/partners/%2e%2e",
  "/partners/%2f%2fevil.example",
  "/partners/%5cevil.example",
  "/partners/a/b",
  "/partners/.",
  "/partners/@evil.example",
  "/partners/evil.example",
  `/partners/${"A".repeat(65)}`,
  "/partners//",
  "/api/v1/partners",
  "/api/auth/signout",
  "/api/auth/signin/email",
  "/data/download/partners.csv",
  `/payouts/files/${ID}/download`,
  "/sign-in",
  "/sign-in/confirm",
  "/home",
  "/install",
  "/r/code",
  "/dev/mailbox",
])("a browser that remembers %j leads to Overview", (way) => {
  expect([destinationOf("member", way), destinationOf("partner", way)]).toEqual(["/overview", "/portal"]);
});

test.each([
  ["?from=2026-10-01&to=2026-10-31", "/events?from=2026-10-01&to=2026-10-31"],
  ["?q=anna%40mail.test", "/events?q=anna%40mail.test"],
  ["", "/events"],
  ["?q=a,b", "/events"],
  ["?q=%22;Path=/", "/events"],
  [`?${"a".repeat(513)}`, "/events"],
])("of a page with the search %j, %s is remembered, and leads there", (search, way) => {
  expect(wayTo("/events", search)).toBe(way);
  expect(areaOf(way)).toBe("member");
});

test("every page of the console, the portal and their documents is known, and nothing else", () => {
  const pages = GROUPS.flatMap((group) =>
    readdirSync(path.join(APP, group), { recursive: true, encoding: "utf8" })
      .filter((file) => path.basename(file) === "page.tsx")
      .map((file) => `/${path.dirname(file).split(path.sep).join("/")}`.replaceAll(/\[(\w+)\]/g, ":$1")),
  );
  expect(OWN_PAGES.map(([pattern]) => pattern).sort()).toEqual(pages.sort());
});
