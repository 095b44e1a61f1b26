import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clicks } from "@/db/schema/facts/click";
import { partnerPeriods } from "@/db/schema/roster/partner";
import { now, setClock } from "@/server/platform/clock";
import { makeApi, type Sent, type TestApi } from "@/tests/support/api";
import { makeKey } from "@/tests/support/brand/key";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { identifyOperations } from "./identify";
import { trackOperations } from "./track";

const BROWSER =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";

let world: World;
let api: TestApi;
let link: TestLink;
let page: string;

beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world, [...trackOperations, ...identifyOperations]);
  link = await makeLink(world);
  page = await makeKey(world, "publishable");
});
afterAll(() => world.drop());

type Reply = Awaited<ReturnType<typeof call>>;

async function call(method: string, path: string, sent?: Sent) {
  const reply = await api.send(method, path, sent);
  return { ...reply, json: (reply.json ?? {}) as Record<string, unknown> };
}

type Extra = { headers?: Record<string, string>; key?: string | null; ip?: string };

const track = (body: object, extra: Extra = {}) =>
  call("POST", "/track/click", {
    json: body,
    key: page,
    ...extra,
    headers: { origin: "https://brand.com", "user-agent": BROWSER, ...extra.headers },
  });

async function stored(reply: Reply) {
  const [row] = await world.database.inBrand(world.brandId, ({ orm }) =>
    orm
      .select()
      .from(clicks)
      .where(eq(clicks.id, String(reply.json["cref"]))),
  );
  return row;
}

test("a page gets a click for the code in its address", async () => {
  const url = `https://brand.com/pricing?utm_campaign=may&via=${link.code}&sub2=x`;
  const reply = await track({ url, referrer: "https://blog.test/", consent: "granted" });
  expect(reply).toMatchObject({
    status: 201,
    json: { partnerId: link.partnerId, programId: link.programId, cookieWindowDays: 90 },
  });
  expect(await stored(reply)).toMatchObject({
    linkId: link.linkId,
    verdict: "valid",
    landingUrl: url,
    referrer: "https://blog.test/",
    userAgent: BROWSER,
    utmCampaign: "may",
    sub2: "x",
    consent: "granted",
  });
});

test.each(["via", "aff", "ref"])("the code may stand in %s", async (name) => {
  expect((await track({ url: `https://brand.com/?${name}=${link.code}` })).status).toBe(201);
});

test("a brand may name its own parameter", async () => {
  const url = `https://brand.com/?via=nobody&friend=${link.code}`;
  expect((await track({ url, param: "friend" })).status).toBe(201);
  expect((await track({ url })).json).toMatchObject({ error: "link_not_found" });
});

test("a page that is loaded again keeps its click, for half an hour and for the same link", async () => {
  const other = await makeLink(world);
  const url = `https://brand.com/?via=${link.code}`;
  const first = await track({ url });
  const existingCref = first.json["cref"];
  expect((await track({ url, existingCref })).json["cref"]).toBe(existingCref);
  expect((await track({ url: `https://brand.com/?via=${other.code}`, existingCref })).json["cref"]).not.toBe(
    existingCref,
  );
  expect((await track({ url, existingCref: "nonsense" })).status).toBe(201);
  const restore = setClock(() => Date.now() + 31 * 60_000);
  expect((await track({ url, existingCref })).json["cref"]).not.toBe(existingCref);
  restore();
});

test("a call of the brand's server tells nothing of the visitor, so it is not judged by its own headers", async () => {
  const server = await makeKey(world, "secret", { scopes: ["clicks:write"] });
  const reply = await call("POST", "/track/click", {
    json: { url: `https://brand.com/?via=${link.code}` },
    key: server,
    headers: { "user-agent": "node" },
  });
  expect(await stored(reply)).toMatchObject({ verdict: "valid", userAgent: null, ipHash: null });
});

test("bots, prerendering and haste earn nothing here either", async () => {
  const url = `https://brand.com/?via=${link.code}`;
  expect((await stored(await track({ url }, { headers: { "user-agent": "Googlebot/2.1" } })))?.verdict).toBe(
    "bot",
  );
  expect(
    (await stored(await track({ url }, { headers: { "sec-purpose": "prefetch;prerender" } })))?.verdict,
  ).toBe("prefetch");
  const replies: Reply[] = [];
  for (let i = 0; i < 21; i++) replies.push(await track({ url }, { ip: "198.51.100.1" }));
  expect((await stored(replies[19] as Reply))?.verdict).toBe("valid");
  expect((await stored(replies[20] as Reply))?.verdict).toBe("velocity");
});

test("a revoked partner's click is kept and earns nothing", async () => {
  const revoked = await makeLink(world);
  await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.update(partnerPeriods).set({ to: now() }).where(eq(partnerPeriods.partnerId, revoked.partnerId)),
  );
  expect((await stored(await track({ url: `https://brand.com/?via=${revoked.code}` })))?.verdict).toBe(
    "revoked",
  );
});

test("Global Privacy Control means denied, unless the visitor has said otherwise", async () => {
  const url = `https://brand.com/?via=${link.code}`;
  const headers = { "sec-gpc": "1" };
  expect((await stored(await track({ url }, { headers })))?.consent).toBe("denied");
  expect((await stored(await track({ url, consent: "granted" }, { headers })))?.consent).toBe("granted");
});

test.each([
  [{}, "invalid_body"],
  [{ url: "nonsense" }, "invalid_body"],
  [{ url: "javascript:alert(1)?via=x" }, "invalid_body"],
  [{ url: "https://brand.com/" }, "invalid_body"],
  [{ url: "https://brand.com/?via=nobody" }, "link_not_found"],
  [{ url: "https://brand.com/?via=%00" }, "link_not_found"],
  [{ url: "https://brand.com/?via=x", consent: "maybe" }, "invalid_body"],
])("%j is refused: %s", async (body: object, error) => {
  expect((await track(body)).json).toMatchObject({ error });
});

test("a paused link is not tracked", async () => {
  const paused = await makeLink(world, { link: { status: "paused" } });
  expect((await track({ url: `https://brand.com/?via=${paused.code}` })).status).toBe(404);
});

test("a page of a foreign origin is refused, and so is one without a key", async () => {
  const body = { url: `https://brand.com/?via=${link.code}` };
  expect((await track(body, { headers: { origin: "https://evil.com" } })).json).toMatchObject({
    error: "forbidden",
  });
  expect((await track(body, { key: null })).status).toBe(401);
  const reader = await makeKey(world, "secret", { scopes: ["clicks:read"] });
  expect((await track(body, { key: reader })).json).toMatchObject({ error: "forbidden_scope" });
});

test("a key that may not track is refused before its body is read", async () => {
  const writer = await makeKey(world, "secret", { scopes: ["events:write"] });
  const reply = await call("POST", "/track/click", { raw: Buffer.from("{"), key: writer });
  expect(reply).toMatchObject({
    status: 403,
    json: { error: "forbidden_scope", detail: { required: "clicks:write" } },
  });
});

test("a page of a foreign origin is refused before its body is read", async () => {
  const reply = await call("POST", "/attribution/identify", {
    raw: Buffer.from("{"),
    key: null,
    headers: { origin: "https://evil.com" },
  });
  expect(reply).toMatchObject({ status: 403, json: { error: "forbidden" } });
});

test("identify takes a page's claim without a key", async () => {
  const cref = (await track({ url: `https://brand.com/?via=${link.code}` })).json["cref"];
  const body = { cref, userId: "u1", email: "u1@mail.test", ts: Date.now() };
  const reply = await call("POST", "/attribution/identify", {
    json: body,
    key: null,
    headers: { origin: "https://brand.com" },
  });
  expect(reply).toMatchObject({
    status: 200,
    json: { ok: true, identityId: expect.any(String), firstStitch: true, backfilledAttributions: 0 },
  });
});

test.each<[string, object, Extra, number, string]>([
  ["no key and no origin", { userId: "u" }, { key: null }, 401, "unauthorized"],
  [
    "a foreign origin",
    { userId: "u" },
    { key: null, headers: { origin: "https://evil.com" } },
    403,
    "forbidden",
  ],
  ["an unknown click", { userId: "u", cref: "01JD0000000000000000000000" }, {}, 404, "click_not_found"],
  ["what is no id at all", { userId: "u", cref: "x" }, {}, 404, "click_not_found"],
  ["no user", { cref: "x" }, {}, 400, "invalid_body"],
  ["an empty user", { cref: "x", userId: "" }, {}, 400, "invalid_body"],
  ["a user of 256 characters", { cref: "x", userId: "u".repeat(256) }, {}, 400, "invalid_body"],
  ["a user with NUL", { cref: "x", userId: "a\0" }, {}, 400, "invalid_body"],
  ["a broken address", { cref: "x", userId: "u", email: "nobody" }, {}, 400, "invalid_body"],
  ["an unreadable time", { cref: "x", userId: "u", ts: "now" }, {}, 400, "invalid_body"],
  ["a time in seconds", { cref: "x", userId: "u", ts: 1_700_000_000 }, {}, 400, "invalid_time"],
])("identify refuses %s", async (_what, body, extra, status, error) => {
  const reply = await call("POST", "/attribution/identify", { json: { cref: "x", ...body }, ...extra });
  expect(reply).toMatchObject({ status, json: { error } });
});

test("identify past the limit says when to come back", async () => {
  const send = () =>
    call("POST", "/attribution/identify", {
      json: { cref: "x", userId: "u" },
      key: null,
      headers: { origin: "https://brand.com" },
      ip: "198.51.100.2",
    });
  for (let i = 0; i < 120; i++) await send();
  const reply = await send();
  expect(reply).toMatchObject({ status: 429, json: { error: "rate_limited" } });
  expect(Number(reply.headers["retry-after"])).toBeGreaterThan(0);
});

test("keys without identify:write may not identify", async () => {
  const key = await makeKey(world, "secret", { scopes: ["clicks:write"] });
  const reply = await call("POST", "/attribution/identify", { json: { cref: "x", userId: "u" }, key });
  expect(reply.json).toMatchObject({ error: "forbidden_scope", detail: { required: "identify:write" } });
});
