import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Cluster, startCluster } from "@/server/platform/embedded/cluster";
import { makeLog } from "@/server/platform/log";
import {
  type BuiltServer,
  removeDataDir,
  SERVER_ADMIN_KEY,
  startBuiltServer,
  temporaryDataDir,
} from "../../support/server/built-server";
import { makeLink } from "../link";
import { type Answer, ask, crefOf, type Visit } from "./ask";

// The Node entry, and Next by itself as on Vercel, on one database: whoever is asked, a visitor gets the same answer.

vi.setConfig({ testTimeout: 30_000, hookTimeout: 120_000 });

const ENTRIES = ["the Node entry", "Next alone"] as const;
type Entry = (typeof ENTRIES)[number];
const NEXT_ALONE = [process.execPath, "node_modules/next/dist/bin/next", "start"] as const;

let folder: string;
let cluster: Cluster;
const servers: Partial<Record<Entry, BuiltServer>> = {};
beforeAll(async () => {
  folder = await temporaryDataDir();
  cluster = await startCluster({ dataDir: folder, log: makeLog("silent"), durable: false });
  const env = { DATABASE_URL: cluster.url, TRUSTED_PROXIES: "127.0.0.1", COUNTRY_HEADER: "CF-IPCountry" };
  const node = await startBuiltServer({ dataDir: folder, env });
  servers["the Node entry"] = node;
  servers["Next alone"] = await startBuiltServer({ dataDir: folder, env, command: NEXT_ALONE });
  await node.ready();
  await makeLink(node.origin, { code: "usual-1", program: { allowedDomains: ["shop.example"] } });
  await makeLink(node.origin, { code: "paused-1", link: { status: "paused" } });
  await makeLink(node.origin, { code: "of-paused-1", program: { status: "paused" } });
  await makeLink(node.origin, { code: "cookieless-1", program: { cookies: false } });
  await makeLink(node.origin, {
    code: "queried-1",
    program: { destinationUrl: "https://brand.example/start?lang=de#top" },
  });
  await makeLink(node.origin, { code: "edited-1" });
  await makeLink(node.origin, { code: "fast-1" });
  await vi.waitUntil(() => visit("Next alone", { path: "/r/nobody" }).catch(() => false), {
    timeout: 60_000,
    interval: 200,
  });
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.end();
  await cluster.stop();
  await removeDataDir(folder);
});

const originOf = (entry: Entry): string => servers[entry]?.origin ?? "";

/** Next alone leads an address that ends in a slash to the one without. */
async function visit(entry: Entry, asked: Visit): Promise<Answer> {
  const answer = await ask(originOf(entry), asked);
  return answer.status === 308
    ? ask(originOf(entry), { ...asked, path: answer.headers["location"] ?? "" })
    : answer;
}

type Stored = { id: string; verdict: string; country: string | null };

async function storedAs(cref: string): Promise<Stored | undefined> {
  const reply = await fetch(`${originOf("the Node entry")}/api/v1/clicks?limit=100`, {
    headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}` },
  });
  // The API's own tests hold the form of this reply.
  const { data } = (await reply.json()) as { data: Stored[] };
  return data.find(({ id }) => id === cref);
}

const BRAND_COOKIE = /^_cref=CREF; Path=\/; Domain=brand\.example; Max-Age=7776000; SameSite=Lax; Secure$/;
type Expected = { status: number; location?: string; cookie?: RegExp | null; stored?: Partial<Stored> };

const CASES: [fact: string, asked: Visit, expected: Expected][] = [
  [
    "a visitor is sent on with the id of a click, and a cookie of the brand",
    { path: "/r/usual-1?utm_source=mail&x=1" },
    {
      status: 302,
      location: "https://brand.example/start?utm_source=mail&x=1&cref=CREF",
      cookie: BRAND_COOKIE,
      stored: { verdict: "valid" },
    },
  ],
  [
    "a slash at the end changes nothing",
    { path: "/r/usual-1/" },
    { status: 302, location: "https://brand.example/start?cref=CREF", cookie: BRAND_COOKIE },
  ],
  [
    "an encoded code is the code",
    { path: "/r/%75sual%2D1" },
    { status: 302, location: "https://brand.example/start?cref=CREF" },
  ],
  [
    "parameters pass as they were written, an id of the visitor's does not, the destination's own win",
    { path: "/r/queried-1?q=a+b%20c&lang=fr&cref=01JD0000000000000000000000&utm_source=%C3%BC" },
    {
      status: 302,
      location: "https://brand.example/start?lang=de&q=a+b+c&utm_source=%C3%BC&cref=CREF#top",
    },
  ],
  [
    "a deep link leads to an allowed domain",
    { path: "/r/usual-1?url=https%3A%2F%2Fwww.shop.example%2Fa%3Fb%3D1" },
    { status: 302, location: "https://www.shop.example/a?b=1&cref=CREF" },
  ],
  [
    "a deep link elsewhere leads to the destination",
    { path: "/r/usual-1?url=https:%2F%2Fshop.example%40evil.example%2F" },
    { status: 302, location: "https://brand.example/start?cref=CREF" },
  ],
  [
    "a deep link without a scheme leads to the destination",
    { path: "/r/usual-1?url=%2F%5Cevil.example" },
    { status: 302, location: "https://brand.example/start?cref=CREF" },
  ],
  [
    "HEAD gets the same answer and no valid click",
    { method: "HEAD", path: "/r/usual-1" },
    {
      status: 302,
      location: "https://brand.example/start?cref=CREF",
      cookie: BRAND_COOKIE,
      stored: { verdict: "prefetch" },
    },
  ],
  [
    "what a browser fetches ahead earns nothing",
    { path: "/r/usual-1", headers: { "sec-purpose": "prefetch;prerender" } },
    { status: 302, stored: { verdict: "prefetch" } },
  ],
  [
    "the country is what the proxy says",
    { path: "/r/usual-1", headers: { "cf-ipcountry": "pt" } },
    { status: 302, stored: { country: "PT", verdict: "valid" } },
  ],
  [
    "a declared bot earns nothing",
    { path: "/r/usual-1", headers: { "user-agent": "Slackbot-LinkExpanding 1.0" } },
    { status: 302, stored: { verdict: "bot" } },
  ],
  [
    "Global Privacy Control: no cookie",
    { path: "/r/usual-1", headers: { "sec-gpc": "1" } },
    { status: 302, location: "https://brand.example/start?cref=CREF", cookie: null },
  ],
  [
    "a site of the brand's that passes its links on gets its cookie",
    { path: "/r/usual-1", headers: { host: "links.example", "x-forwarded-host": "brand.example" } },
    { status: 302, cookie: BRAND_COOKIE },
  ],
  [
    "a host that is not the brand's sets no cookie",
    { path: "/r/usual-1", headers: { host: "links.example" } },
    { status: 302, location: "https://brand.example/start?cref=CREF", cookie: null },
  ],
  ["a program without cookies sets none", { path: "/r/cookieless-1" }, { status: 302, cookie: null }],
  [
    "loopback sets a cookie of its own",
    { path: "/r/usual-1", headers: { host: "localhost:3000", "x-forwarded-proto": "http" } },
    { status: 302, cookie: /^_cref=CREF; Path=\/; Max-Age=7776000; SameSite=Lax$/ },
  ],
  ["an unknown code is a page", { path: "/r/nobody" }, { status: 404 }],
  ["what can be no code is a page", { path: "/r/%zz" }, { status: 404 }],
  ["a paused link is a page", { path: "/r/paused-1" }, { status: 410 }],
  ["a link of a paused program is a page", { path: "/r/of-paused-1" }, { status: 410 }],
];

describe.each(ENTRIES)("%s", (entry) => {
  it.each(CASES)("%s", async (_fact, asked, expected) => {
    const answer = await visit(entry, asked);
    expect(answer.status).toBe(expected.status);
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    if (expected.status !== 302) {
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
      expect(answer.body).toContain("<!doctype html>");
      return;
    }
    const cref = crefOf(answer);
    // Next alone writes the query anew, a space as a plus.
    const hide = (text: string | undefined): string | undefined =>
      text?.replaceAll(cref, "CREF").replaceAll("%20", "+");
    expect(cref).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    // A policy on the way would keep the visitor's origin from the brand.
    expect(answer.headers["referrer-policy"]).toBeUndefined();
    if (expected.location !== undefined) expect(hide(answer.headers["location"])).toBe(expected.location);
    if (expected.cookie === null) expect(answer.headers["set-cookie"]).toBeUndefined();
    else if (expected.cookie) expect(hide(answer.headers["set-cookie"])).toMatch(expected.cookie);
    if (expected.stored) expect(await storedAs(cref)).toMatchObject(expected.stored);
  });

  it("another method is no visit", async () => {
    expect((await visit(entry, { method: "POST", path: "/r/usual-1" })).headers["location"]).toBeUndefined();
  });
});

it("the 21st click of one address is too fast, however its clicks are spread over both", async () => {
  const verdicts: (string | undefined)[] = [];
  for (let n = 0; n < 21; n++) {
    const answer = await visit(ENTRIES[n % 2] ?? "Next alone", {
      path: "/r/fast-1",
      headers: { "x-forwarded-for": "198.51.100.9" },
    });
    verdicts.push((await storedAs(crefOf(answer)))?.verdict);
  }
  expect(verdicts.indexOf("velocity")).toBe(20);
});

it("an edit shows at both", async () => {
  const api = `${originOf("the Node entry")}/api/v1/links`;
  const headers = { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" };
  for (const entry of ENTRIES) expect((await visit(entry, { path: "/r/edited-1" })).status).toBe(302);
  const reply = await fetch(`${api}?limit=100`, { headers });
  const { data } = (await reply.json()) as { data: { id: string; code: string }[] };
  const link = data.find(({ code }) => code === "edited-1");
  await fetch(`${api}/${link?.id}`, { method: "PATCH", headers, body: JSON.stringify({ status: "paused" }) });
  for (const entry of ENTRIES) {
    await expect
      .poll(async () => (await visit(entry, { path: "/r/edited-1" })).status, {
        timeout: 1_000,
        interval: 50,
      })
      .toBe(410);
  }
});
