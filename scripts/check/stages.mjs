import { buildStale } from "../build/build.mjs";
import { program } from "./program.mjs";
import { testRun } from "./test-run.mjs";

const packaged = (file, ...args) => program(`node_modules/${file}`, ...args);

/** From the cheapest to the dearest. Steps of one stage share the cores. `needs` names steps without which a step says nothing. */
export const stages = [
  [
    {
      name: "format",
      run: packaged("@biomejs/biome/bin/biome", "ci", "--colors=off", "--max-diagnostics=50"),
    },
    { name: "types of routes", run: packaged("next/dist/bin/next", "typegen") },
  ],
  [
    { name: "types", run: packaged("typescript/bin/tsc", "--noEmit") },
    { name: "lint", run: program("scripts/check-lint.mjs") },
    { name: "imports", run: program("scripts/check-imports.mjs") },
    { name: "dead code", run: packaged("knip/bin/knip.js", "--no-progress", "--no-config-hints") },
    { name: "docs", run: program("scripts/check-docs.mjs") },
    // Beside the types, which keep one core busy for longer than all others together the other.
    { name: "unit and integration", run: testRun("unit", "vitest.config.ts") },
  ],
  [{ name: "build", run: build }],
  [{ name: "server and browser", needs: ["build"], run: testRun("browser", "tests/vitest.config.ts") }],
];

async function build() {
  await buildStale(() => undefined);
  return { passed: 1, failed: 0, output: "" };
}
