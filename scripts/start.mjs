// `npm start`: from a fresh clone to a running server. Only Node's own modules may be imported until packages are installed.
import { existsSync } from "node:fs";
import { buildStale } from "./build/build.mjs";
import { installMissing } from "./build/install.mjs";
import { checkNodeVersion } from "./build/node-version.mjs";
import { checkPort } from "./build/port.mjs";
import { inRoot, root } from "./root.mjs";

const development = process.argv.includes("--dev");
const say = (line) => process.stdout.write(`${line} …\n`);

try {
  checkNodeVersion();
  process.chdir(root);
  // Nothing leaves the machine unasked.
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  if (existsSync(".env")) process.loadEnvFile(".env");
  await checkPort();
  await installMissing(say);
  if (development) {
    await buildStale(say, ["sdk"]);
    const { runRebuilding } = await import("./dev.mjs");
    await runRebuilding();
  } else {
    await buildStale(say);
    process.env.NODE_ENV = "production";
    process.setSourceMapsEnabled(true);
    // In this process, so that nothing stands between the server and the signal that stops it.
    await import(inRoot(".build/server.mjs"));
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
