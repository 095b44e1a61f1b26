// `npm run faults [-- --long]`: kills the built server and its PostgreSQL under load, and looks for lost clicks. See tests/faults/form.ts.
import { buildStale } from "./build/build.mjs";
import { root } from "./root.mjs";
import { bin, run } from "./run.mjs";

process.chdir(root);
await buildStale((line) => process.stdout.write(`${line} …\n`));
const [node, vitest] = bin("vitest/vitest.mjs");
const args = [...vitest, "run", "--config=tests/vitest.config.ts", "--reporter=verbose", "tests/faults"];
const env = { NODE_ENV: "test", ...(process.argv.includes("--long") ? { FAULTS: "long" } : {}) };
const { code } = await run(node, args, { show: true, env });
process.exitCode = code;
