// Prints the path of a Chromium for browser tests, or how to get one.
import { accessSync, constants } from "node:fs";
import path from "node:path";

/** First the one that was built without windows: it starts in a third of the time, and its pages cost less. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const ADVICE =
  "No Chromium was found: install one (apt-get install chromium-headless-shell, or chromium), or let CHROME_PATH lead to it, or run npx playwright-core install chromium.";

const found = await find();
if (found) process.stdout.write(`${found}\n`);
else process.stderr.write(`${ADVICE}\n`);
process.exitCode = found ? 0 : 1;

async function find() {
  // A path that was asked for is right or wrong; another browser in its place would hide the mistake.
  const asked = process.env.CHROME_PATH;
  if (asked) return [asked].find(isProgram);
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const installed = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...installed, ...ELSEWHERE, ...(await fromPlaywright())].find(isProgram);
}

async function fromPlaywright() {
  try {
    const { chromium } = await import("playwright-core");
    return [chromium.executablePath()];
  } catch {
    // Packages are not installed yet.
    return [];
  }
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
