import type { TestProject } from "vitest/node";
import { removeDataDir, SERVER_ADMIN_KEY, startBuiltServer } from "./support/server/built-server";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the built server answers; it was started on an empty DATA_DIR with `--demo`. */
    origin: string;
    adminKey: string;
  }
}

/** Starts the built server once for all tests of this run, and requires that it ends as asked. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startBuiltServer({ args: ["--demo"] });
  const stop = async (): Promise<void> => {
    const code = await server.end();
    await removeDataDir(server.dataDir);
    if (code !== 0) throw new Error(`The server ended with ${code}. It said:\n${server.output()}`);
  };
  await server.ready().catch(async (error: unknown) => {
    await stop().catch(() => undefined);
    throw error;
  });
  provide("origin", server.origin);
  provide("adminKey", SERVER_ADMIN_KEY);
  return stop;
}
