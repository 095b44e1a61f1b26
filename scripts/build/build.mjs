import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { inRoot } from "../root.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { underLock } from "./lock.mjs";
import { products } from "./products.mjs";

const STAMPS = inRoot(".build/stamps.json");

/** Builds each product whose sources changed since it was built here. */
export async function buildStale(say, names = products.map((product) => product.name)) {
  mkdirSync(inRoot(".build"), { recursive: true });
  await underLock(inRoot(".build/lock"), async () => {
    for (const product of products.filter(({ name }) => names.includes(name))) {
      // Taken before the build: an edit during it makes the result stale again.
      const current = fingerprint(product.sources);
      const done = product.results.every((file) => existsSync(inRoot(file)));
      if (done && readStamps()[product.name] === current) continue;
      say(`Building ${product.title}`);
      await product.build();
      keepStamp(product.name, current);
    }
  });
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(STAMPS, "utf8"));
  } catch {
    return {};
  }
}

function keepStamp(name, value) {
  writeFileSync(`${STAMPS}.new`, JSON.stringify({ ...readStamps(), [name]: value }, null, 2));
  renameSync(`${STAMPS}.new`, STAMPS);
}
