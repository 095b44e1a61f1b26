import { spawn } from "node:child_process";
import { context } from "esbuild";
import { bundleOptions } from "./build/bundle.mjs";
import { root } from "./root.mjs";

const env = { ...process.env, OPENPARTNER_DEV: "1", NODE_ENV: "development" };

/** Runs the server from its sources: pages change at once, a change below server/ or db/ starts it anew. */
export async function runRebuilding() {
  let server = null;
  let stopping = false;

  const end = () =>
    new Promise((resolve) => {
      if (!server || server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("exit", resolve);
      server.kill("SIGTERM");
    });
  const restart = {
    name: "restart",
    setup({ onEnd }) {
      onEnd(async ({ errors }) => {
        if (errors.length > 0 || stopping) return;
        await end();
        const args = ["--enable-source-maps", ".build/server.mjs", ...process.argv.slice(2)];
        // Its own group: Ctrl-C comes to us, and we pass it on once.
        server = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit", detached: true });
      });
    },
  };
  const bundling = await context({ ...bundleOptions, logLevel: "warning", plugins: [restart] });
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await bundling.dispose();
    await end();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop());
  await bundling.watch();
}
