import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { longestFirst } from "./tests/support/vitest/longest-first";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Files that need no database stand in `rules`; everything else gets a PostgreSQL cloned from a template. */
export default defineConfig({
  resolve: { alias: { "@/": root } },
  test: {
    environment: "node",
    include: [
      "server/**/*.test.ts",
      "db/**/*.test.ts",
      "sdk/**/*.test.ts",
      "scripts/**/*.test.ts",
      "app/**/*.test.ts",
      "dev/**/*.test.ts",
    ],
    globalSetup: ["tests/support/database/global-setup.ts"],
    setupFiles: ["tests/support/vitest/clean-clock.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // More than cores: many wait for PostgreSQL, or for a time to pass.
    maxWorkers: 3,
    sequence: {
      sequencer: longestFirst([
        "server/api/fuzz.test.ts",
        "server/payout/simulation.test.ts",
        "server/commission/any-order.test.ts",
        "server/platform/embedded/cluster.test.ts",
        "server/jobs/stripe/replay.test.ts",
        "server/commission/scan/differing.test.ts",
      ]),
    },
    // Files of one worker share their modules: loading them for each of two hundred took a quarter of the time. No module keeps
    // what one test could leave to another, but for the clock, which each that sets it puts back: `clean-clock.ts` sees to it.
    isolate: false,
  },
});
