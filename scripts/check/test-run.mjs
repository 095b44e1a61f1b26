import { readFileSync, rmSync } from "node:fs";
import { inRoot } from "../root.mjs";
import { run } from "../run.mjs";
import { withScratch } from "./scratch.mjs";

/** Many checks that vitest runs and counts. A test that is left out has not passed. */
export const testRun = (name, config) => async () => {
  const report = inRoot(`.build/tests-${name}.json`);
  rmSync(report, { force: true });
  const args = [
    "run",
    `--config=${config}`,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const { code, output } = await withScratch((TMPDIR) => {
    const env = { FORCE_COLOR: "0", NO_COLOR: "1", NODE_ENV: "test", TMPDIR };
    return run(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], { env });
  });
  const { passed, failed, skipped } = totals(report);
  const more = skipped > 0 ? `\n${skipped} tests were left out; each counts as failed.` : "";
  // A file that does not load, or an error between tests, has no test that could fail.
  const unexplained = code !== 0 && failed + skipped === 0 ? 1 : 0;
  return { passed, failed: failed + skipped + unexplained, output: output + more };
};

function totals(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
