import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { longestFirst } from "./support/vitest/longest-first";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What needs the built server, and a browser before it. */
export default defineConfig({
  root,
  resolve: { alias: { "@/": root } },
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/global-setup.ts"],
    setupFiles: ["tests/support/vitest/demo-ready.ts"],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // A third makes them no faster, and processes that replace one another are slower than their clients have patience.
    maxWorkers: 2,
    sequence: {
      sequencer: longestFirst([
        "tests/faults/jobs.test.ts",
        "tests/faults/clicks.test.ts",
        "tests/browser/running-a-program.test.ts",
        "tests/browser/pages/portal.test.ts",
        "tests/browser/pages/console.test.ts",
        "tests/running/workers.test.ts",
        "tests/running/stop.test.ts",
        "tests/running/money.test.ts",
      ]),
    },
    // As in the other run: no module of the tests keeps what one file could leave to another.
    isolate: false,
  },
});
