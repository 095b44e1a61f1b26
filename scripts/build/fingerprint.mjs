import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { inRoot, root } from "../root.mjs";

const IGNORED_FOLDERS = new Set(["node_modules", "dist"]);

/** One hash over the contents of files and folders, tests left out. What does not exist counts as empty. */
export function fingerprint(places) {
  const hash = createHash("sha256").update(process.versions.node);
  for (const place of places) {
    for (const file of filesIn(inRoot(place))) {
      const content = readFileSync(file);
      hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

function* filesIn(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return;
  if (found.isFile()) {
    if (!/\.test\.tsx?$/.test(place)) yield place;
    return;
  }
  for (const name of readdirSync(place).sort()) {
    if (!IGNORED_FOLDERS.has(name)) yield* filesIn(path.join(place, name));
  }
}
