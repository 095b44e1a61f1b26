import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));
let app: string;
let installed: string;

/** A project of its own, with the package built into its node_modules as npm would place it. */
beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), "openpartner-sdk-"));
  installed = join(app, "node_modules", "@openpartner", "sdk");
  mkdirSync(installed, { recursive: true });
  execFileSync(process.execPath, [join(here, "build.mjs"), "--out", join(installed, "dist")]);
  cpSync(join(here, "package.json"), join(installed, "package.json"));
});
afterAll(() => rmSync(app, { recursive: true, force: true }));

const run = (name: string, code: string): string => {
  writeFileSync(join(app, name), code);
  return execFileSync(process.execPath, [join(app, name)], { encoding: "utf8" }).trim();
};

const ENTRIES: [string, string[]][] = [
  ["@openpartner/sdk", ["OpenPartner", "OpenPartnerError"]],
  [
    "@openpartner/sdk/server",
    ["OpenPartnerError", "OpenPartnerServer", "WebhookError", "signUserId", "verifyWebhook"],
  ],
  ["@openpartner/sdk/middleware", ["expressCref", "honoCref", "keepCref", "readCref", "withCref"]],
];

describe("the built package", () => {
  it("has a script tag's file under 2,048 bytes gzipped", () => {
    expect(gzipSync(readFileSync(join(installed, "dist", "op.js"))).length).toBeLessThan(2_048);
  });

  it.each(ENTRIES)("%s is imported as an ES module", (entry, names) => {
    expect(run("a.mjs", `console.log(Object.keys(await import("${entry}")).sort().join())`)).toBe(
      names.join(),
    );
  });

  it.each(ENTRIES)("%s is required as CommonJS", (entry, names) => {
    expect(run("a.cjs", `console.log(Object.keys(require("${entry}")).sort().join())`)).toBe(names.join());
  });

  it("imports nothing", () => {
    for (const file of ["browser", "server", "middleware"]) {
      const code = readFileSync(join(installed, "dist", `${file}.js`), "utf8");
      expect(code).not.toMatch(/^\s*import\b|\brequire\(/m);
    }
  });

  it.each([
    ["an ES module", "a.mts"],
    ["CommonJS", "a.cts"],
  ])("is typed for %s under Node's own resolution", (_name, file) => {
    const code = `
      import { OpenPartner, type Consent } from "@openpartner/sdk";
      import { OpenPartnerServer, type EventResponse } from "@openpartner/sdk/server";
      import { expressCref } from "@openpartner/sdk/middleware";
      const answer: Consent = "granted";
      const op: OpenPartner = OpenPartner.init({ apiUrl: "https://x.test/api/v1", consent: answer });
      const server = new OpenPartnerServer({ apiUrl: "https://x.test/api/v1", apiKey: "op_1" });
      export const reply: Promise<EventResponse> = server.trackEvent({ userId: "u1", type: "signup" });
      export const cref: string | null = op.getCref();
      // @ts-expect-error a customer's id is a text
      op.identify(7);
      expressCref({ domain: "brand.com" });
    `;
    writeFileSync(join(app, file), code);
    const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", file];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options], { cwd: app, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});
