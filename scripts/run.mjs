import { spawn } from "node:child_process";
import { root } from "./root.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
const INTERRUPTED = 130;

/**
 * Runs a program to its end and resolves with its exit code and what it printed. `show` lets it print directly. A signal that
 * asks us to stop is passed on to it, and ends us when it has ended.
 */
export function run(command, args, { show = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
      // npm and npx are scripts of a shell there.
      shell: process.platform === "win32",
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    let interrupted = false;
    const onSignal = (signal) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
    child.once("error", reject);
    child.once("close", (code) => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      if (interrupted) process.exit(INTERRUPTED);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs a program that must succeed. Otherwise throws what it said. */
export async function mustRun(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(" ")} failed.\n${output.trim()}`);
}

/** A program of an installed package, run by this Node. */
export const bin = (file) => [process.execPath, [`${root}/node_modules/${file}`]];
