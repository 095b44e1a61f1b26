// `npm run faults [-- --long]`: kills the built server and its PostgreSQL under load, and looks for lost clicks. See tests/faults/form.ts.
import { buildStale } from "./build/build.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

const ARGS = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--config=tests/vitest.config.ts",
  "--reporter=verbose",
  "tests/faults",
];

process.chdir(root);
await buildStale((line) => process.stdout.write(`${line} …\n`));
const env = { NODE_ENV: "test", ...(process.argv.includes("--long") ? { FAULTS: "long" } : {}) };
const { code } = await run(process.execPath, ARGS, { show: true, env });
process.exitCode = code;
