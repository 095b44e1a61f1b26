import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const TESTS = path.join(import.meta.dirname, "../..");
const ROOT = path.dirname(TESTS);

/** What a test reaches by a link of the page before it: portal.test.ts opens rows, five-minutes.test.ts ends the installation. */
const BY_LINK = [
  "(portal)/portal/commissions/[id]/page.tsx",
  "(portal)/portal/customers/[id]/page.tsx",
  "install/done/page.tsx",
];

/** The address of each page as a pattern: groups are no part of it, and any word stands for a parameter. */
function pages(): { file: string; address: RegExp }[] {
  const files = readdirSync(path.join(ROOT, "app"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => {
      const parts = path.dirname(file).split(path.sep);
      const named = parts.filter((part) => part !== "." && !part.startsWith("("));
      const pattern = named.map((part) =>
        part.startsWith("[...") ? ".+" : part.startsWith("[") ? "[^/]+" : part,
      );
      return { file, address: new RegExp(`^/${pattern.join("/")}$`) };
    });
}

/** Addresses that tests name which look for faults of accessibility. A word stands for what is put in. */
function lookedAt(): string[] {
  const tests = ["browser", "running"].flatMap((folder) =>
    readdirSync(path.join(TESTS, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts") && !name.includes("every-page"))
      .map((name) => readFileSync(path.join(TESTS, folder, name), "utf8")),
  );
  const looking = tests.filter((text) => /\b(inspect|violationsIn)\(/.test(text));
  const named = looking.flatMap((text) => [...text.matchAll(/["'`}](\/[^"'`\s]*)["'`]/g)]);
  return named
    .map(([, address = ""]) => address.replace(/\?.*$/, "").replaceAll(/\$\{[^}]*\}|:\w+/g, "one"))
    .flatMap((address) => (address !== "/" && address.endsWith("/") ? [`${address}one`] : [address]));
}

test("every page is looked at", () => {
  const addresses = lookedAt();
  const missed = pages().filter(({ address }) => !addresses.some((one) => address.test(one)));
  expect(missed.map(({ file }) => file).sort()).toEqual(BY_LINK);
});
