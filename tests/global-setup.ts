import type { TestProject } from "vitest/node";
import { removeDataDir, SERVER_ADMIN_KEY, startBuiltServer } from "./support/server/built-server";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the built server answers; it was started on an empty DATA_DIR with `--demo`, and is waited for by `demo-ready.ts`. */
    origin: string;
    adminKey: string;
    /** When it was started. */
    demoBegan: number;
  }
}

/** Starts the built server once for all tests of this run, without waiting for it, and requires that it ends as asked. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startBuiltServer({ args: ["--demo"] });
  provide("origin", server.origin);
  provide("adminKey", SERVER_ADMIN_KEY);
  provide("demoBegan", Date.now());
  return async () => {
    const code = await server.end();
    await removeDataDir(server.dataDir);
    if (code !== 0) throw new Error(`The server ended with ${code}. It said:\n${server.output()}`);
  };
}
