import { afterAll, beforeAll, expect, test } from "vitest";
import { ingest } from "@/server/event/intake/ingest";
import { identify } from "@/server/identity/identify";
import { DAY_MS, now } from "@/server/platform/clock";
import { idAt, newId } from "@/server/platform/ids";
import { makeApi, type Sent, type TestApi } from "@/tests/support/api";
import { makeKey } from "@/tests/support/brand/key";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { clickOperations } from "./clicks";

let world: World;
let api: TestApi;
let link: TestLink;

beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world, clickOperations);
  link = await makeLink(world);
});
afterAll(() => world.drop());

async function call(method: string, path: string, sent?: Sent) {
  const reply = await api.send(method, path, sent);
  return { ...reply, json: (reply.json ?? {}) as Record<string, unknown> };
}

const record = async (body: object = {}) =>
  (await call("POST", "/clicks", { json: { code: link.code, ...body } })).json;
const ids = (json: Record<string, unknown>) => (json["data"] as { id: string }[]).map((row) => row.id);

test("a click seen elsewhere is recorded with what is known of it", async () => {
  const ts = new Date(now() - DAY_MS).toISOString();
  const reply = await call("POST", "/clicks", {
    json: {
      code: link.code,
      ts,
      ipHash: "h",
      userAgent: "Mozilla/5.0 Gecko Firefox/132.0",
      referrer: "https://a.test",
      landingUrl: "https://brand.com/x",
      country: "de",
    },
  });
  expect(reply.status).toBe(201);
  expect(reply.json).toMatchObject({
    partnerId: link.partnerId,
    programId: link.programId,
    linkId: link.linkId,
    ts,
    verdict: "valid",
    effectiveVerdict: "valid",
    ipHash: "h",
    referrer: "https://a.test",
    landingUrl: "https://brand.com/x",
    country: "DE",
    consent: "unknown",
    replayed: false,
  });
});

test("a known id is the same click, as it was", async () => {
  const id = idAt(now() - DAY_MS);
  const first = await call("POST", "/clicks", {
    json: { id: id.toLowerCase(), code: link.code, verdict: "bot" },
  });
  const again = await call("POST", "/clicks", { json: { id, code: link.code, country: "FR" } });
  expect(first).toMatchObject({ status: 201, json: { id, verdict: "bot", replayed: false } });
  expect(again).toMatchObject({ status: 200, json: { id, verdict: "bot", country: null, replayed: true } });
});

test("the same new id many times at once is one click", async () => {
  const id = newId();
  const replies = await Promise.all(
    Array.from({ length: 6 }, () => call("POST", "/clicks", { json: { id, code: link.code } })),
  );
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
});

test("without a verdict a declared bot is one", async () => {
  expect(await record({ userAgent: "Twitterbot/1.0" })).toMatchObject({ verdict: "bot" });
});

test.each([
  [{}, "invalid_body"],
  [{ code: "nobody" }, "link_not_found"],
  [{ code: 5 }, "invalid_body"],
  [{ id: "x" }, "invalid_body"],
  [{ ts: "yesterday" }, "invalid_body"],
  [{ ts: 946_684_799_999 }, "invalid_time"],
  [{ ts: 1_700_000_000 }, "invalid_time"],
  [{ verdict: "good" }, "invalid_body"],
  [{ country: "Germany" }, "invalid_body"],
  [{ userAgent: "a\0b" }, "invalid_body"],
  [{ referrer: "\ud800" }, "invalid_body"],
])("%j is refused: %s", async (body: object, error) => {
  const code = Object.keys(body).length === 0 || "code" in body ? {} : { code: link.code };
  const reply = await call("POST", "/clicks", { json: { ...code, ...body } });
  expect(reply.json).toMatchObject({ error });
});

test("lists are newest first, in pages that stay stable while clicks arrive", async () => {
  const own = await makeLink(world);
  const made: unknown[] = [];
  for (let i = 0; i < 5; i++) made.unshift((await record({ code: own.code }))["id"]);
  const first = await call("GET", `/clicks?partnerId=${own.partnerId}&limit=2`);
  await record({ code: own.code });
  const second = await call(
    "GET",
    `/clicks?partnerId=${own.partnerId}&limit=2&cursor=${first.json["nextCursor"]}`,
  );
  const third = await call(
    "GET",
    `/clicks?partnerId=${own.partnerId}&limit=2&cursor=${second.json["nextCursor"]}`,
  );
  expect([...ids(first.json), ...ids(second.json), ...ids(third.json)]).toEqual(made);
  expect(third.json["nextCursor"]).toBeNull();
});

test("lists are filtered by program, verdict in force and half-open time", async () => {
  const own = await makeLink(world);
  const at = now() - 3 * DAY_MS;
  const early = await record({ code: own.code, ts: at });
  const late = await record({ code: own.code, ts: at + 1_000, verdict: "bot" });
  const list = async (query: string) =>
    ids((await call("GET", `/clicks?programId=${own.programId}&${query}`)).json);
  expect(await list("verdict=bot")).toEqual([late["id"]]);
  expect(await list(`from=${at}&to=${at + 1_000}`)).toEqual([early["id"]]);
  expect(await list(`from=${at + 1}`)).toEqual([late["id"]]);
  await call("POST", `/clicks/${late["id"]}/unflag`);
  expect(await list("verdict=valid")).toEqual([late["id"], early["id"]]);
  expect(await list("verdict=bot")).toEqual([]);
});

test.each([
  "limit=0",
  "limit=101",
  "cursor=x",
  "verdict=good",
  "status=open",
  "from=yesterday",
  "limit=1&limit=2",
])("the query %s is refused", async (query) => {
  expect(await call("GET", `/clicks?${query}`)).toMatchObject({
    status: 400,
    json: { error: "invalid_query" },
  });
});

test("a flagged click takes its credits with it, and unflagging gives them back", async () => {
  const cref = String((await record({ ts: now() - 2 * DAY_MS }))["id"]);
  await identify(world.ctx, { cref, userId: "buyer" }, "203.0.113.1");
  const sale = () =>
    ingest(world.ctx, [
      {
        userId: "buyer",
        type: "invoice_paid",
        value: "10",
        currency: "USD",
        externalId: "in_1",
        source: "api",
      },
    ]);
  expect(await sale()).toMatchObject([{ credit: { status: "attributed" } }]);
  const flagged = await call("POST", `/clicks/${cref}/flag`, { json: { reason: "click farm" } });
  expect(flagged).toMatchObject({
    status: 200,
    json: { id: cref, verdict: "valid", effectiveVerdict: "manual" },
  });
  expect(await sale()).toMatchObject([{ credit: { status: "no_click" } }]);
  const back = await call("POST", `/clicks/${cref}/unflag`);
  expect(back).toMatchObject({ status: 200, json: { verdict: "valid", effectiveVerdict: "valid" } });
  expect(await sale()).toMatchObject([{ credit: { status: "attributed" } }]);
});

test("flagging what is flagged changes nothing, also when it happens at once", async () => {
  const { id } = await record();
  const replies = await Promise.all(Array.from({ length: 5 }, () => call("POST", `/clicks/${id}/flag`)));
  expect(replies.map((reply) => reply.json["effectiveVerdict"])).toEqual(Array(5).fill("manual"));
  const counts = await world.database.inBrand(
    world.brandId,
    ({ sql }) => sql`
      select (select count(*)::int from decisions where click_id = ${String(id)}) as decisions,
        (select count(*)::int from outbox where subject = ${String(id)} and topic = 'click.flagged') as told`,
  );
  expect(counts[0]).toEqual({ decisions: 1, told: 1 });
});

test.each(["flag", "unflag"])("%s of no click is 404", async (act) => {
  for (const id of [newId(), "nonsense"]) {
    expect(await call("POST", `/clicks/${id}/${act}`)).toMatchObject({
      status: 404,
      json: { error: "click_not_found" },
    });
  }
});

test("a partner sees the partner's own clicks, without address hashes, and changes none", async () => {
  const mine = await makeLink(world);
  const click = await record({ code: mine.code, ipHash: "h" });
  const key = await makeKey(world, "partner", { partnerId: mine.partnerId });
  const own = await call("GET", "/clicks", { key });
  expect(own.json).toMatchObject({ data: [{ id: click["id"], ipHash: null }] });
  expect(ids(own.json)).toHaveLength(1);
  expect(ids((await call("GET", `/clicks?partnerId=${link.partnerId}`, { key })).json)).toEqual([]);
  expect((await call("POST", `/clicks/${click["id"]}/flag`, { key })).status).toBe(403);
  expect((await call("POST", "/clicks", { key, json: { code: mine.code } })).status).toBe(403);
});

test("keys need the scope, and publishable keys may do none of this", async () => {
  const reader = await makeKey(world, "secret", { scopes: ["clicks:read"] });
  const publishable = await makeKey(world, "publishable");
  expect((await call("GET", "/clicks", { key: reader })).status).toBe(200);
  expect(await call("POST", "/clicks", { key: reader, json: { code: link.code } })).toMatchObject({
    status: 403,
    json: { error: "forbidden_scope", detail: { required: "clicks:write" } },
  });
  expect((await call("GET", "/clicks", { key: publishable })).status).toBe(403);
  expect((await call("GET", "/clicks", { key: null })).status).toBe(401);
});

test("the same Idempotency-Key gives the first answer again", async () => {
  const headers = { "idempotency-key": "once" };
  const first = await call("POST", "/clicks", { json: { code: link.code }, headers });
  const again = await call("POST", "/clicks", { json: { code: link.code }, headers });
  expect(again).toMatchObject({ status: 201, json: first.json });
  expect(await call("POST", "/clicks", { json: { code: link.code, country: "DE" }, headers })).toMatchObject({
    status: 422,
  });
});
