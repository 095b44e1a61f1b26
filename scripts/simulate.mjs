// `npm run simulate [-- --runs 100000 --seed 1]`: lives schedules of payouts through crashes and faults, and looks for lost money.
import { build } from "esbuild";
import { bundleOptions } from "./build/bundle.mjs";
import { inRoot, root } from "./root.mjs";
import { run } from "./run.mjs";

process.chdir(root);
const outfile = inRoot(".build/simulate.mjs");
await build({ ...bundleOptions, entryPoints: ["server/payout/testing/simulation/main.ts"], outfile });
const args = ["--enable-source-maps", outfile, ...process.argv.slice(2)];
const { code } = await run(process.execPath, args, { show: true });
process.exitCode = code;
