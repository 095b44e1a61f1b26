// The import rules of .dependency-cruiser.cjs: the project keeps them, the tool read every file, and it finds a fault planted
// against each rule.
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { plantedImports } from "./planted/imports.mjs";
import { inPlantedProject } from "./planted/project.mjs";
import { inRoot, root } from "./root.mjs";

const PLACES = ["app", "server", "db", "emails", "sdk/src", "tests", "bench", "dev", "middleware.ts"];
const CONFIG = inRoot(".dependency-cruiser.cjs");
const TOOL = inRoot("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

const execute = promisify(execFile);
const { forbidden } = createRequire(import.meta.url)(CONFIG);
const ruleNames = forbidden.map(({ name }) => name);
const why = (ruleName) => forbidden.find(({ name }) => name === ruleName)?.comment ?? "";

const seen = await cruise(root);
const planted = await plantedFaults();
const faults = [
  ...seen.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}. ${why(rule.name)}`),
  ...unread(seen).map((file) => `dependency-cruiser did not read ${file}.`),
  ...planted,
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${seen.modules.length} modules, ${ruleNames.length} rules, each seen to work\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function cruise(folder) {
  const places = PLACES.filter((place) => existsSync(path.join(folder, place)));
  const args = [TOOL, "--config", CONFIG, "--output-type", "json", ...places];
  const options = { cwd: folder, maxBuffer: MAX_OUTPUT_BYTES };
  // It exits with the number of violations, and the output says which.
  const { stdout, stderr } = await execute(process.execPath, args, options).catch((error) => error);
  if (!stdout) throw new Error(`dependency-cruiser failed. ${stderr}`);
  return JSON.parse(stdout);
}

function unread({ modules }) {
  const read = new Set(modules.map(({ source }) => source));
  return PLACES.filter((place) => existsSync(inRoot(place)))
    .flatMap((place) => filesIn(place))
    .filter((file) => /\.tsx?$/.test(file) && !read.has(file));
}

function filesIn(place) {
  if (/\.ts$/.test(place)) return [place];
  return readdirSync(inRoot(place), { recursive: true }).map((name) => path.posix.join(place, name));
}

async function plantedFaults() {
  const plants = plantedImports(ruleNames);
  const { summary } = await inPlantedProject(plants, cruise);
  const found = new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
  const missed = plants.filter(({ breaks, file }) => breaks && !found.has(`${breaks} ${file}`));
  const unproven = ruleNames.filter((name) => !plants.some(({ breaks }) => breaks === name));
  return [
    ...missed.map(({ breaks, file }) => `${breaks} did not find the planted ${file}.`),
    ...unproven.map((name) => `${name} has no planted fault that proves it.`),
  ];
}
