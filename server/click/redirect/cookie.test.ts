import { expect, test } from "vitest";
import { crefCookie } from "./cookie";

const CREF = "01JD0000000000000000000000";
const START = `_cref=${CREF}; Path=/; `;
const END = "Max-Age=7776000; SameSite=Lax";

type Case = { host: string; to?: string; secure?: boolean; gpc?: boolean; cookies?: boolean; days?: number };

const cookie = ({
  host,
  to = "https://www.brand.com/start",
  secure = true,
  gpc = false,
  cookies = true,
  days = 90,
}: Case) =>
  crefCookie(
    CREF,
    { host, secure, globalPrivacyControl: gpc },
    { programUrl: to, cookies, cookieWindowDays: days },
  );

test.each<[string, Case, string | null]>([
  [
    "a subdomain of the brand sets it for the whole brand",
    { host: "go.brand.com" },
    `${START}Domain=brand.com; ${END}; Secure`,
  ],
  [
    "the brand's apex does so as well",
    { host: "Brand.com.:443" },
    `${START}Domain=brand.com; ${END}; Secure`,
  ],
  [
    "behind a proxy that speaks plain http it stays Secure",
    { host: "go.brand.com", secure: false },
    `${START}Domain=brand.com; ${END}; Secure`,
  ],
  ["a shared domain sets none", { host: "go.openpartner.dev" }, null],
  ["a look-alike sets none", { host: "notbrand.com" }, null],
  ["a public suffix of two labels is no brand", { host: "other.co.uk", to: "https://brand.co.uk" }, null],
  [
    "a brand under such a suffix is one",
    { host: "go.brand.co.uk", to: "https://brand.co.uk" },
    `${START}Domain=brand.co.uk; ${END}; Secure`,
  ],
  [
    "neighbours on a hosting domain are strangers",
    { host: "mallory.vercel.app", to: "https://brand.vercel.app" },
    null,
  ],
  ["plain http on loopback goes without Secure", { host: "localhost:3000", secure: false }, START + END],
  ["https on loopback has Secure", { host: "localhost:3000" }, `${START}${END}; Secure`],
  ["an IPv4 loopback has no domain", { host: "127.0.0.1:3000", secure: false }, START + END],
  ["an IPv6 loopback has no domain", { host: "[::1]:3000", secure: false }, START + END],
  [
    "the destination's own address has no domain",
    { host: "10.0.0.5:3000", to: "http://10.0.0.5:8080/" },
    `${START}${END}; Secure`,
  ],
  ["another address is foreign", { host: "10.0.0.6", to: "http://10.0.0.5/" }, null],
  ["Global Privacy Control is honoured", { host: "go.brand.com", gpc: true }, null],
  ["on loopback too", { host: "localhost", gpc: true }, null],
  ["a program without cookies sets none", { host: "go.brand.com", cookies: false }, null],
  [
    "a window past 400 days is cut",
    { host: "go.brand.com", days: 500 },
    `${START}Domain=brand.com; Max-Age=34560000; SameSite=Lax; Secure`,
  ],
  ["no host, no cookie", { host: "" }, null],
])("%s", (_fact, given, expected) => {
  expect(cookie(given)).toBe(expected);
});
