import { mustRun } from "../run.mjs";
import { bundleServer } from "./bundle.mjs";

const SHARED = ["package-lock.json", "package.json", "tsconfig.json"];
const SERVER = ["server", "db", "dev", "emails", "scripts/build", ...SHARED];

/** What is built, from what, into what. */
export const products = [
  {
    name: "sdk",
    title: "the SDK",
    sources: ["sdk", "LICENSE", ...SHARED],
    results: ["sdk/dist/op.js", "public/op.js"],
    build: () => mustRun(process.execPath, ["sdk/build.mjs"]),
  },
  {
    name: "server",
    title: "the server",
    sources: SERVER,
    results: [".build/server.mjs"],
    build: bundleServer,
  },
  {
    name: "pages",
    title: "the pages",
    sources: ["app", "middleware.ts", "next.config.mjs", "postcss.config.mjs", ...SERVER],
    results: [".next/BUILD_ID"],
    build: () =>
      mustRun(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
        env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      }),
  },
];
