import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "@/server/auth/create-key";
import { revokeKey } from "@/server/auth/revoke-key";
import { MINUTE_MS, now, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { makeApi, type Received, type Sent, type TestApi } from "@/tests/support/api";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let api: TestApi;
let link: TestLink;

beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world);
  link = await makeLink(world);
});
afterAll(() => world.drop());

const refusal = (reply: Received) => [reply.status, (reply.json as { error?: string } | undefined)?.error];
const event = { userId: "user-1", type: "invoice_paid", value: "10.00" };

describe("a request without a right to it", () => {
  it.each<[string, Sent]>([
    ["no key", { key: null }],
    ["an unknown key", { key: "op_unknown" }],
    ["no bearer", { key: null, headers: { authorization: "Basic b3A6" } }],
    ["an empty bearer", { key: null, headers: { authorization: "Bearer " } }],
    ["two keys", { key: "a b" }],
  ])("is 401 with %s", async (_name, sent) => {
    const reply = await api.send("GET", "/programs", sent);
    expect(refusal(reply)).toEqual([401, "unauthorized"]);
    expect(reply.headers["www-authenticate"]).toBe("Bearer");
  });

  it("is 401 with a revoked key", async () => {
    const key = await createKey(world.ctx, { name: "To revoke", kind: "secret" });
    await revokeKey(world.ctx, key.id);
    expect(refusal(await api.send("GET", "/programs", { key: key.secret }))).toEqual([401, "unauthorized"]);
  });

  it("is 401 from the moment the key expires", async () => {
    const expiresAt = now() + MINUTE_MS;
    const { secret } = await createKey(world.ctx, { name: "Short", kind: "secret", expiresAt });
    expect((await api.send("GET", "/programs", { key: secret })).status).toBe(200);
    const restore = setClock(() => expiresAt);
    const reply = await api.send("GET", "/programs", { key: secret }).finally(restore);
    expect(refusal(reply)).toEqual([401, "unauthorized"]);
  });

  it("is 403 without the scope, and says which", async () => {
    const { secret } = await createKey(world.ctx, { name: "Reads", kind: "secret", scopes: ["events:read"] });
    const reply = await api.send("POST", "/attribution/events", { key: secret, json: event });
    expect(reply.json).toMatchObject({ error: "forbidden_scope", detail: { required: "events:write" } });
    expect(reply.status).toBe(403);
  });

  it("is refused before its body is read", async () => {
    const huge = { raw: Buffer.alloc(2_000_000, "["), headers: { "content-type": "text/plain" } };
    expect(refusal(await api.send("POST", "/programs", { ...huge, key: null }))).toEqual([
      401,
      "unauthorized",
    ]);
  });

  it("cannot tell another brand's row from none", async () => {
    const otherBrand = newId();
    const programId = newId();
    await world.database.asSystem("install", async (sql) => {
      await sql`insert into brands (id, slug, name, created_at) values (${otherBrand}, 'other', 'Other', ${now()})`;
      await sql`
        insert into programs (brand_id, id, slug, name, destination_url, currency, time_zone, identify_secret, created_at)
        values (${otherBrand}, ${programId}, 'p', 'P', 'https://other.example', 'USD', 'UTC', '', ${now()})`;
    });
    const theirs = await api.send("GET", `/programs/${programId}`);
    const nobodys = await api.send("GET", `/programs/${newId()}`);
    expect([refusal(theirs), refusal(nobodys)]).toEqual([
      [404, "program_not_found"],
      [404, "program_not_found"],
    ]);
    expect(refusal(await api.send("PATCH", `/programs/${programId}`, { json: { name: "Mine" } }))).toEqual([
      404,
      "program_not_found",
    ]);
  });
});

describe("a path or query", () => {
  it.each([
    ["GET", "/nothing", 404, "not_found"],
    ["GET", "/", 404, "not_found"],
    ["GET", "/programs/", 404, "not_found"],
    ["DELETE", "/programs", 405, "method_not_allowed"],
    ["GET", "/programs/7", 404, "program_not_found"],
    ["GET", "/programs/%00", 404, "program_not_found"],
    ["GET", "/programs/%E0%A4%A", 404, "program_not_found"],
    ["GET", "/programs/../../etc/passwd", 404, "not_found"],
    ["GET", "/clicks?limit=0", 400, "invalid_query"],
    ["GET", "/clicks?limit=101", 400, "invalid_query"],
    ["GET", "/clicks?limit=ten", 400, "invalid_query"],
    ["GET", "/clicks?limit=1&limit=2", 400, "invalid_query"],
    ["GET", "/clicks?cursor=7", 400, "invalid_query"],
    ["GET", "/clicks?cursor=%00", 400, "invalid_query"],
    ["GET", "/clicks?verdict=none", 400, "invalid_query"],
    ["GET", "/clicks?from=yesterday", 400, "invalid_query"],
    ["GET", "/clicks?colour=red", 400, "invalid_query"],
    ["GET", "/clicks?__proto__=1", 400, "invalid_query"],
    ["POST", "/programs?preview=true", 400, "invalid_query"],
  ])("%s %s is %i %s", async (method, path, status, code) => {
    const sent = method === "POST" ? { json: {} } : {};
    expect(refusal(await api.send(method, path, sent))).toEqual([status, code]);
  });

  it("is told all that is wrong with it, each with its place", async () => {
    const reply = await api.send("GET", "/clicks?limit=0&verdict=none");
    const detail = (reply.json as { detail: { path: string; reason: string }[] }).detail;
    expect(detail.map((problem) => problem.path).sort()).toEqual(["limit", "verdict"]);
    expect(detail.every((problem) => problem.reason.length > 0)).toBe(true);
  });

  it("is told which methods there are", async () => {
    const reply = await api.send("DELETE", "/programs");
    expect(reply.headers["allow"]).toBe("POST, GET, HEAD, OPTIONS");
    const asked = await api.send("OPTIONS", "/programs", { key: null });
    expect([asked.status, asked.headers["allow"], asked.text]).toEqual([204, "POST, GET, HEAD, OPTIONS", ""]);
  });

  it("is answered to HEAD as to GET", async () => {
    const reply = await api.send("HEAD", `/programs/${link.programId}`);
    expect([reply.status, reply.headers["content-type"]]).toEqual([200, "application/json; charset=utf-8"]);
    expect((await api.send("HEAD", "/programs", { key: null })).status).toBe(401);
  });
});

describe("the request's id", () => {
  it("is echoed in the header, and in the body of a refusal", async () => {
    const reply = await api.send("GET", "/nothing", { headers: { "x-request-id": "abc-123" } });
    expect([reply.headers["x-request-id"], reply.json]).toEqual([
      "abc-123",
      expect.objectContaining({ requestId: "abc-123" }),
    ]);
  });

  it.each([[""], ["a b"], ["<script>"], ["x".repeat(129)]])("is made where %j was sent", async (id) => {
    const reply = await api.send("GET", "/programs", { headers: { "x-request-id": id } });
    expect(reply.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("a page of another origin", () => {
  const origin = "https://brand.com";
  const preflight = { key: null, headers: { origin, "access-control-request-method": "POST" } };

  it.each(["/attribution/identify", "/track/click"])("of the brand may call %s", async (path) => {
    const asked = await api.send("OPTIONS", path, preflight);
    expect([asked.status, asked.headers["access-control-allow-origin"]]).toEqual([204, origin]);
    const refused = await api.send("POST", path, { key: null, json: {}, headers: { origin } });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.headers).toMatchObject({ "access-control-allow-origin": origin, vary: "Origin" });
  });

  it("may read no other route, and a foreign page none", async () => {
    const other = await api.send("OPTIONS", "/programs", preflight);
    expect(other.headers).not.toHaveProperty("access-control-allow-origin");
    const foreign = { key: null, headers: { origin: "https://foreign.example" } };
    const asked = await api.send("OPTIONS", "/track/click", foreign);
    expect(asked.headers).not.toHaveProperty("access-control-allow-origin");
  });
});

it("the document of the API is there for everyone", async () => {
  const reply = await api.send("GET", "/openapi.json", { key: null });
  expect([reply.status, reply.json]).toEqual([200, expect.objectContaining({ openapi: "3.1.1" })]);
});

it("a fault is 500 without a word of what happened", async () => {
  const broken = makeApi({
    ...world,
    services: {
      ...world.services,
      derive: () => Promise.reject(new Error("password=hunter2 at store.ts:7")),
    },
  });
  const reply = await broken.send("POST", "/attribution/events", {
    json: { ...event, externalId: "a fault" },
  });
  expect(refusal(reply)).toEqual([500, "internal_error"]);
  expect(reply.text).not.toMatch(/hunter2|store\.ts|Error/);
  const stored = await world.database.inBrand(
    world.brandId,
    (tx) => tx.sql`select 1 from events where external_id = 'a fault'`,
  );
  expect(stored).toEqual([]);
});
