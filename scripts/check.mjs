// `npm test`: the whole proof in one order, the same by hand and in CI. Ends with a line that counts.
import { mkdirSync } from "node:fs";
import { installMissing } from "./build/install.mjs";
import { checkNodeVersion } from "./build/node-version.mjs";
import { stages } from "./check/stages.mjs";
import { inRoot, root } from "./root.mjs";

const NAME_WIDTH = 26;
const AT_ONCE = 2;
// What checks make in a moment is garbage in the next: with more room for the young a tenth less time goes into collecting it.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=64`.trim();
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
for (const stage of stages) {
  for await (const { step, seconds, result } of inOrder(stage)) {
    tell(step, seconds, result);
    passed += result.passed;
    failed += result.failed;
    if (result.failed > 0) broken.add(step.name);
  }
}
say(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Runs the steps of a stage, two at once, and gives what came of each in their order. */
async function* inOrder(stage) {
  const begun = [];
  const begin = () => {
    const step = stage[begun.length];
    if (step) begun.push(attempt(step).finally(begin));
  };
  for (let n = 0; n < AT_ONCE; n++) begin();
  for (let n = 0; n < stage.length; n++) yield await begun[n];
}

async function attempt(step) {
  const missing = (step.needs ?? []).filter((name) => broken.has(name));
  const begin = Date.now();
  const result =
    missing.length > 0
      ? { passed: 0, failed: 1, output: `It needs the step "${missing[0]}", which failed.` }
      : await step.run().catch((error) => ({ passed: 0, failed: 1, output: error.message }));
  return { step, seconds: (Date.now() - begin) / 1000, result };
}

function tell({ name }, seconds, { passed, failed, output }) {
  const count = passed + failed > 1 ? `  ${passed} of ${passed + failed}` : "";
  say(
    `${name.padEnd(NAME_WIDTH)}${seconds.toFixed(1).padStart(6)} s  ${failed > 0 ? "FAILED" : "ok"}${count}`,
  );
  if (failed > 0) say(`\n${output.trim()}\n`);
}
