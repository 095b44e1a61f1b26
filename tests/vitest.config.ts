import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What needs the built server, and a browser before it. */
export default defineConfig({
  root,
  resolve: { alias: { "@/": root } },
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // A third makes them no faster, and processes that replace one another are slower than their clients have patience.
    maxWorkers: 2,
    // As in the other run: no module of the tests keeps what one file could leave to another.
    isolate: false,
  },
});
