import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { clicks } from "@/db/schema/facts/click";
import { enrollments, links, partnerPeriods } from "@/db/schema/roster/partner";
import { programs } from "@/db/schema/roster/program";
import { hostsOfOne } from "@/server/brand/domains/hosts";
import { pauseLinks, resumeLinks } from "@/server/partner/links/pause-links";
import { now, setClock } from "@/server/platform/clock";
import { processLimits } from "@/server/platform/limits/limits";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { hashAddress } from "../judging/address";
import { Spool } from "../spool/spool";
import { openRedirector, type Redirector } from "./redirector";

const BROWSER =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";

let world: World;
let link: TestLink;
let redirector: Redirector;
let address = 0;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spool-"));
  world = await makeWorld();
  link = await makeLink(world);
  redirector = open();
});
afterAll(async () => {
  await redirector.close();
  await world.drop();
  await rm(folder, { recursive: true });
});

type Given = {
  services?: Partial<World["services"]>;
  homeBrand?: () => Promise<string | null>;
  spoolBytes?: number;
};

const open = ({ services = {}, homeBrand = async () => world.brandId, spoolBytes = 1_000_000 }: Given = {}) =>
  openRedirector({
    services: { ...world.services, ...services },
    hosts: hostsOfOne(homeBrand),
    spool: new Spool(folder, { maxBytes: spoolBytes }),
    commitLimitMs: 10_000,
  });

type Visit = {
  method?: string;
  code?: string;
  search?: string;
  headers?: Record<string, string>;
  ip?: string;
  host?: string;
  secure?: boolean;
  country?: string;
};

function visit(given: Visit = {}, on = redirector) {
  const headers: Record<string, string> = { "user-agent": BROWSER, ...given.headers };
  return on.redirect({
    method: given.method ?? "GET",
    host: given.host ?? "go.brand.com",
    code: given.code ?? link.code,
    search: given.search ?? "",
    header: (name) => headers[name],
    ip: given.ip ?? `10.0.${address >> 8}.${address++ & 255}`,
    secure: given.secure ?? true,
    country: given.country ?? null,
  });
}

/** The click to which a redirect's address points. */
async function clickOf(reply: { headers: Record<string, string> }) {
  const id = new URL(reply.headers["location"] ?? "").searchParams.get("cref") ?? "";
  const [row] = await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.select().from(clicks).where(eq(clicks.id, id)),
  );
  return row;
}

test("a visitor is sent on with the id of a click that is stored", async () => {
  const reply = await visit({
    country: "PT",
    search: "utm_source=mail&sub1=a&x=1",
    headers: { referer: "https://blog.test/post" },
  });
  expect(reply.status).toBe(302);
  expect(reply.headers["cache-control"]).toBe("private, no-store");
  const click = await clickOf(reply);
  expect(reply.headers["location"]).toBe(
    `https://brand.com/start?utm_source=mail&sub1=a&x=1&cref=${click?.id}`,
  );
  expect(reply.headers["set-cookie"]).toBe(
    `_cref=${click?.id}; Path=/; Domain=brand.com; Max-Age=7776000; SameSite=Lax; Secure`,
  );
  expect(click).toMatchObject({
    partnerId: link.partnerId,
    programId: link.programId,
    linkId: link.linkId,
    verdict: "valid",
    verdictReason: null,
    landingUrl: "https://brand.com/start?utm_source=mail&sub1=a&x=1",
    referrer: "https://blog.test/post",
    userAgent: BROWSER,
    utmSource: "mail",
    sub1: "a",
    sub2: null,
    consent: "unknown",
    country: "PT",
  });
});

test("an address is stored only as a hash whose key changes every day", async () => {
  const ip = "203.0.113.9";
  const today = await clickOf(await visit({ ip }));
  onTestFinished(setClock(() => Date.now() + 86_400_000));
  const tomorrow = await clickOf(await visit({ ip }));
  expect(today?.ipHash).toBe(hashAddress(world.services.secrets, ip, today?.ts ?? 0));
  expect(tomorrow?.ipHash).not.toBe(today?.ipHash);
  expect(JSON.stringify([today, tomorrow])).not.toContain(ip);
});

test("Global Privacy Control: no cookie, and consent is denied", async () => {
  const reply = await visit({ headers: { "sec-gpc": "1" } });
  expect(reply.headers["set-cookie"]).toBeUndefined();
  expect((await clickOf(reply))?.consent).toBe("denied");
});

test("HEAD gets the same answer and no valid click", async () => {
  const reply = await visit({ method: "HEAD" });
  expect(reply.status).toBe(302);
  expect(reply.headers["set-cookie"]).toContain("_cref=");
  expect((await clickOf(reply))?.verdict).toBe("prefetch");
});

test("a declared bot is sent on and earns nothing", async () => {
  const click = await clickOf(await visit({ headers: { "user-agent": "Slackbot-LinkExpanding 1.0" } }));
  expect(click).toMatchObject({ verdict: "bot", verdictReason: expect.stringContaining("Slackbot") });
});

test.each(["nobody", "no", "%zz", "a/b", "..", "x".repeat(65), "na%00me", "emoji😀"])(
  "the unknown code %s is a 404 page",
  async (code) => {
    const reply = await visit({ code });
    expect(reply.status).toBe(404);
    expect(reply.headers["content-type"]).toContain("text/html");
    expect(reply.headers["cache-control"]).toBe("private, no-store");
    expect(reply.body).not.toContain(code.length > 3 ? code : "\0");
  },
);

test("an encoded code is the code", async () => {
  const encoded = Array.from(link.code, (char) => `%${char.charCodeAt(0).toString(16)}`).join("");
  expect((await visit({ code: encoded })).status).toBe(302);
});

test("a paused link and a link of a paused program are 410 pages", async () => {
  const paused = await makeLink(world, { link: { status: "paused" } });
  const ofPaused = await makeLink(world, { program: { status: "paused" } });
  expect((await visit({ code: paused.code })).status).toBe(410);
  expect((await visit({ code: ofPaused.code })).status).toBe(410);
});

test("while all links of the brand are paused, one that was followed before is a 410 page too", async () => {
  const { services, brandId } = world;
  const ctx = { services, actor: { kind: "admin", brandId } } as const;
  const followed = await makeLink(world);
  const paused = await makeLink(world, { link: { status: "paused" } });
  expect((await visit({ code: followed.code })).status).toBe(302);
  await pauseLinks(ctx);
  redirector.forget({ kind: "brand", key: brandId, brandId });
  expect((await visit({ code: followed.code })).status).toBe(410);
  await resumeLinks(ctx);
  redirector.forget({ kind: "brand", key: brandId, brandId });
  expect((await visit({ code: followed.code })).status).toBe(302);
  expect((await visit({ code: paused.code })).status).toBe(410);
});

test("a link of a revoked partner leads on with the verdict revoked", async () => {
  const revoked = await makeLink(world);
  await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.update(partnerPeriods).set({ to: now() }).where(eq(partnerPeriods.partnerId, revoked.partnerId)),
  );
  const reply = await visit({ code: revoked.code });
  expect(reply.status).toBe(302);
  expect((await clickOf(reply))?.verdict).toBe("revoked");
});

test("a link of a partner who left the program does so too", async () => {
  const left = await makeLink(world);
  await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.update(enrollments).set({ to: now() }).where(eq(enrollments.partnerId, left.partnerId)),
  );
  expect((await clickOf(await visit({ code: left.code })))?.verdict).toBe("revoked");
});

test("the 21st click of one address on one link within a minute is too fast, on another link it is the first", async () => {
  const other = await makeLink(world);
  const ip = "198.51.100.7";
  const verdicts: (string | undefined)[] = [];
  for (let i = 0; i < 22; i++) verdicts.push((await clickOf(await visit({ ip })))?.verdict);
  expect(verdicts.indexOf("velocity")).toBe(20);
  expect(verdicts.slice(20)).toEqual(["velocity", "velocity"]);
  expect((await clickOf(await visit({ ip, code: other.code })))?.verdict).toBe("valid");
  onTestFinished(setClock(() => Date.now() + 61_000));
  expect((await clickOf(await visit({ ip })))?.verdict).toBe("valid");
});

test("past 300 requests a minute an address gets 429 and is told when to come back", async () => {
  const busy = open({ services: { limits: processLimits() } });
  const replies = await Promise.all(
    Array.from({ length: 301 }, () => visit({ ip: "192.0.2.1", code: "nobody" }, busy)),
  );
  expect(replies.filter((reply) => reply.status === 404)).toHaveLength(300);
  const refused = replies.find((reply) => reply.status === 429);
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  expect((await visit({ ip: "192.0.2.2" }, busy)).status).toBe(302);
});

test("what a browser sends is stored cut to length and without what PostgreSQL cannot hold", async () => {
  const reply = await visit({
    search: `sub1=${"s".repeat(300)}&sub2=%00nul&utm_term=%ED%A0%80`,
    headers: {
      "user-agent": `${BROWSER} ${"u".repeat(1_000)}`,
      referer: `https://a.test/\0${"r".repeat(5_000)}`,
    },
  });
  expect(reply.status).toBe(302);
  const click = await clickOf(reply);
  expect(click?.sub1).toHaveLength(255);
  expect(click?.sub2).toBe("nul");
  expect(click?.userAgent).toHaveLength(512);
  expect(click?.referrer?.length).toBeLessThanOrEqual(2_048);
});

test("clicks that arrive together are each stored once", async () => {
  const replies = await Promise.all(Array.from({ length: 200 }, () => visit()));
  const ids = replies.map((reply) => new URL(reply.headers["location"] ?? "").searchParams.get("cref"));
  expect(new Set(ids).size).toBe(200);
  for (const reply of replies) expect(await clickOf(reply)).toBeDefined();
});

test("an edit is remembered until it is announced, then shown at once", async () => {
  const edited = await makeLink(world);
  await visit({ code: edited.code });
  await world.database.inBrand(world.brandId, async ({ orm }) => {
    await orm
      .update(links)
      .set({ destinationUrl: "https://brand.com/new" })
      .where(eq(links.id, edited.linkId));
    await orm.update(programs).set({ cookies: false }).where(eq(programs.id, edited.programId));
  });
  expect((await visit({ code: edited.code })).headers["location"]).toContain("/start?");
  redirector.forget({ kind: "link", key: edited.code, brandId: world.brandId });
  const reply = await visit({ code: edited.code });
  expect(reply.headers["location"]).toContain("https://brand.com/new?");
  expect(reply.headers["set-cookie"]).toBeUndefined();
});

test("the cookie lives as long as the version of the terms that the enrollment pins says", async () => {
  const pinned = await makeLink(world, { terms: { cookieWindowDays: 7 } });
  expect((await visit({ code: pinned.code })).headers["set-cookie"]).toContain("Max-Age=604800");
});

test("where clicks can be written neither to the database nor to the disk, the visitor goes on without an id", async () => {
  const database = { ...world.database, statementAsSystem: () => Promise.reject(new Error("gone")) };
  const reply = await visit({}, open({ services: { database }, spoolBytes: 0 }));
  expect(reply).toMatchObject({ status: 302, headers: { location: "https://brand.com/start" } });
  expect(reply.headers["set-cookie"]).toBeUndefined();
});

test("a link that is known leads on while the database does not answer", async () => {
  let gone = false;
  const database: World["database"] = {
    ...world.database,
    inBrand: (...given) => (gone ? Promise.reject(new Error("gone")) : world.database.inBrand(...given)),
  };
  const cut = open({ services: { database } });
  await visit({}, cut);
  gone = true;
  onTestFinished(setClock(() => Date.now() + 3_600_000));
  expect((await visit({}, cut)).status).toBe(302);
});

test("where nothing is known and the database does not answer, there is a page that says so", async () => {
  const database = { ...world.database, inBrand: () => Promise.reject(new Error("gone")) };
  expect((await visit({}, open({ services: { database } }))).status).toBe(503);
});

test("an installation without a brand knows no links", async () => {
  expect((await visit({}, open({ homeBrand: async () => null }))).status).toBe(404);
});
