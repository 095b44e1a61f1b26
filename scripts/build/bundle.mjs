import { inRoot, root } from "../root.mjs";

/** How esbuild makes the server's one file. Packages stay outside: they are installed anyway. */
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

export async function bundleServer() {
  const { build, formatMessages, stop } = await import("esbuild");
  try {
    await build(bundleOptions);
  } catch (error) {
    if (!error.errors) throw error;
    throw new Error((await formatMessages(error.errors, { kind: "error" })).join("\n"));
  } finally {
    // Its process would otherwise live as long as the server that is started next.
    await stop();
  }
}
