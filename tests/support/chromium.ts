import { execFileSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";

/** A headless Chromium. Fails with one line that says how to get one where there is none. */
export function launchChromium(): Promise<Browser> {
  const executablePath = execFileSync(process.execPath, ["scripts/find-chromium.mjs"], {
    encoding: "utf8",
  }).trim();
  const isRoot = process.getuid?.() === 0;
  // Root cannot use Chromium's sandbox; the pages are our own.
  return chromium.launch({ executablePath, args: isRoot ? ["--no-sandbox"] : [] });
}
