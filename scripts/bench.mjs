// `npm run bench [-- name…] [--quick]`: bundles the measurements as the server is bundled, and runs them one after the other.
import { readdirSync } from "node:fs";
import { build } from "esbuild";
import { buildStale } from "./build/build.mjs";
import { bundleOptions } from "./build/bundle.mjs";
import { inRoot, root } from "./root.mjs";
import { run } from "./run.mjs";

const CHILDREN = [
  "ours/server",
  "ours/servers",
  "ours/jobs",
  "ours/rederiver",
  "rival/server",
  "rival/redirector",
  "bare/server",
  "visitors/crowd",
];

const known = readdirSync(inRoot("bench"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.slice(0, -3));
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const options = process.argv.slice(2).filter((word) => word.startsWith("--"));
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no measurement "${unknown[0]}". There are ${known.join(", ")}.\n`);
  process.exit(1);
}

/** What looks at pages as they are delivered. */
const OF_PAGES = ["navigation"];
const chosen = named.length > 0 ? named : known;

process.chdir(root);
if (chosen.some((name) => OF_PAGES.includes(name)))
  await buildStale((words) => process.stdout.write(`${words}\n`));
const { outfile: _, entryPoints: __, ...like } = bundleOptions;
await build({
  ...like,
  entryPoints: [...known, ...CHILDREN].map((name) => `bench/${name}.ts`),
  outbase: "bench",
  outdir: ".build/bench",
  outExtension: { ".js": ".mjs" },
});
let missed = 0;
for (const name of chosen) {
  const file = inRoot(`.build/bench/${name}.mjs`);
  const { code } = await run(process.execPath, ["--enable-source-maps", file, ...options], { show: true });
  if (code !== 0) missed++;
}
process.exitCode = missed > 0 ? 1 : 0;
