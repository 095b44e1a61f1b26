import { readFileSync } from "node:fs";
import { inRoot } from "../root.mjs";
import { mustRun } from "../run.mjs";

/** Installs what package-lock.json names, unless exactly that is installed. */
export async function installMissing(say) {
  if (isInstalled()) return;
  say("Installing packages");
  // Not `npm ci`, which begins by removing what is there; --no-save leaves the lock as it is. Also packages for development: the
  // build needs some, whatever NODE_ENV says.
  await mustRun("npm", [
    "install",
    "--no-save",
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
}

/** npm keeps its own list of what it has installed, and writes it last. */
function isInstalled() {
  let installed;
  try {
    installed = JSON.parse(readFileSync(inRoot("node_modules/.package-lock.json"), "utf8")).packages;
  } catch {
    return false;
  }
  const wanted = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(([place, { version, optional, devOptional }]) => {
    if (place === "") return true;
    const present = installed[place];
    // What is for another kind of machine is left out.
    return present ? present.version === version : Boolean(optional || devOptional);
  });
}
