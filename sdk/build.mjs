// Builds the package: `node sdk/build.mjs [--out <dir>]`. Without --out it also puts the script tag's file where the
// app serves it, public/op.js.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const outIndex = process.argv.indexOf("--out");
const out = outIndex > 0 ? resolve(process.argv[outIndex + 1]) : join(here, "dist");
const source = (name) => join(here, "src", `${name}.ts`);
const MAX_SCRIPT_BYTES = 2_048;

rmSync(out, { recursive: true, force: true });

const library = { bundle: true, platform: "neutral", target: "es2022", legalComments: "none", outdir: out };
const entryPoints = ["browser", "server", "middleware"].map(source);
await build({ ...library, entryPoints, format: "esm" });
await build({ ...library, entryPoints, format: "cjs", outExtension: { ".js": ".cjs" } });
await build({
  entryPoints: [source("script")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "none",
  // Without the project's strict setting esbuild leaves out a prologue that nothing here depends on.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  outfile: join(out, "op.js"),
});

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-p", join(here, "tsconfig.json"), "--outDir", out], {
  stdio: "inherit",
});
nameDeclarations(out);

const size = gzipSync(readFileSync(join(out, "op.js")), { level: 9 }).length;
if (size >= MAX_SCRIPT_BYTES)
  throw new Error(`op.js is ${size} bytes gzipped; the limit is ${MAX_SCRIPT_BYTES - 1}.`);
if (outIndex < 0) {
  const served = join(here, "..", "public");
  mkdirSync(served, { recursive: true });
  copyFileSync(join(out, "op.js"), join(served, "op.js"));
}
console.log(`sdk: ${out} (op.js ${size} bytes gzipped)`);

/** Node's resolution asks declarations for whole file names, in both kinds of module; the sources have none. */
function nameDeclarations(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) nameDeclarations(path);
    else if (path.endsWith(".d.ts")) {
      const text = readFileSync(path, "utf8");
      const named = (extension) => text.replace(/(\bfrom |\bimport\()"(\.[^"]*)"/g, `$1"$2.${extension}"`);
      writeFileSync(path, named("js"));
      writeFileSync(path.replace(/\.d\.ts$/, ".d.cts"), named("cjs"));
    }
  }
}
