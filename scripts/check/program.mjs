import { run } from "../run.mjs";

/** A check that is one program run by Node: it holds if the program says so. */
export const program =
  (file, ...args) =>
  async () => {
    const { code, output } = await run(process.execPath, [file, ...args], { env: { FORCE_COLOR: "0" } });
    return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
  };
