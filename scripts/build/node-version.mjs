import { readFileSync } from "node:fs";
import { inRoot } from "../root.mjs";

/** One clear line instead of a syntax error somewhere inside a package. */
export function checkNodeVersion() {
  const wanted = JSON.parse(readFileSync(inRoot("package.json"), "utf8")).engines.node.replace(">=", "");
  const [wantedMajor, wantedMinor] = wanted.split(".").map(Number);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`OpenPartner needs Node ${wanted} or newer; this is ${process.versions.node}.`);
}
