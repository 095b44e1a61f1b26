// The lint rules of .oxlintrc.json, those that need types included: the project keeps them, and the linter finds planted faults.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { plantedLint } from "./planted/lint.mjs";
import { inPlantedProject } from "./planted/project.mjs";
import { inRoot, root } from "./root.mjs";

const TOOL = inRoot("node_modules/oxlint/bin/oxlint");
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const execute = promisify(execFile);

const project = await lint(root, []);
const planted = await inPlantedProject(plantedLint, (folder) =>
  lint(
    folder,
    plantedLint.map(({ file }) => file),
  ),
);
const found = new Set(planted.diagnostics.map(({ code, filename }) => `${code} ${filename}`));
const faults = [
  ...project.diagnostics.map(({ code, filename, labels, message }) => {
    const at = labels?.[0]?.span;
    return `${filename}:${at?.line ?? 1}:${at?.column ?? 1} ${message} ${code}`;
  }),
  ...plantedLint
    .filter(({ breaks, file }) => !found.has(`${breaks} ${file}`))
    .map(({ breaks, file }) => `${breaks} did not find the planted ${file}.`),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${project.number_of_files} files, ${project.number_of_rules} rules\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function lint(folder, files) {
  const args = [TOOL, "--type-aware", "--format", "json", ...files];
  const options = { cwd: folder, maxBuffer: MAX_OUTPUT_BYTES };
  // It exits with 1 when it found something, and the output says what.
  const { stdout, stderr } = await execute(process.execPath, args, options).catch((error) => error);
  if (!stdout) throw new Error(`oxlint failed. ${stderr}`);
  return JSON.parse(stdout);
}
