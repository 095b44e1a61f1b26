import { execFileSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";

/** A headless Chromium. Fails with one line that says how to get one where there is none. */
export function launchChromium(): Promise<Browser> {
  const executablePath = execFileSync(process.execPath, ["scripts/find-chromium.mjs"], {
    encoding: "utf8",
  }).trim();
  const isRoot = process.getuid?.() === 0;
  // Root cannot use Chromium's sandbox; the pages are our own. Without a graphics card, drawing as if there were one is dearer.
  const args = [...(isRoot ? ["--no-sandbox"] : []), "--disable-gpu"];
  return chromium.launch({ executablePath, args });
}
