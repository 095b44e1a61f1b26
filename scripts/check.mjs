// `npm test`: the whole proof in one order, the same by hand and in CI. Ends with a line that counts.
import { mkdirSync } from "node:fs";
import { installMissing } from "./build/install.mjs";
import { checkNodeVersion } from "./build/node-version.mjs";
import { steps } from "./check/steps.mjs";
import { inRoot, root } from "./root.mjs";

const NAME_WIDTH = 26;
const say = (line) => process.stdout.write(`${line}\n`);

try {
  checkNodeVersion();
  process.chdir(root);
  await installMissing((line) => say(`${line} …`));
} catch (error) {
  say(error.message);
  process.exit(1);
}
mkdirSync(inRoot(".build"), { recursive: true });

const broken = new Set();
let passed = 0;
let failed = 0;
for (const step of steps) {
  const result = await attempt(step);
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) broken.add(step.name);
}
say(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function attempt(step) {
  const missing = (step.needs ?? []).filter((name) => broken.has(name));
  const begin = Date.now();
  const result =
    missing.length > 0
      ? { passed: 0, failed: 1, output: `It needs the step "${missing[0]}", which failed.` }
      : await step.run().catch((error) => ({ passed: 0, failed: 1, output: error.message }));
  const seconds = ((Date.now() - begin) / 1000).toFixed(1).padStart(6);
  const verdict = result.failed > 0 ? "FAILED" : "ok";
  const count =
    result.passed + result.failed > 1 ? `  ${result.passed} of ${result.passed + result.failed}` : "";
  say(`${step.name.padEnd(NAME_WIDTH)}${seconds} s  ${verdict}${count}`);
  if (result.failed > 0) say(`\n${result.output.trim()}\n`);
  return result;
}
