import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { HOUR_MS, now, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { listenForChanges } from "@/server/platform/notify/changes";
import { makeApi, type Sent, type TestApi } from "@/tests/support/api";
import { makeKey } from "@/tests/support/brand/key";
import { makeLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { apiKeyOperations } from "./api-keys";
import { settingsOperations } from "./settings";

let world: World;
let testApi: TestApi;

beforeAll(async () => {
  world = await makeWorld();
  testApi = makeApi(world, [...apiKeyOperations, ...settingsOperations]);
});
afterAll(() => world.drop());

async function api(method: string, path: string, sent?: Sent) {
  const { status, json } = await testApi.send(method, path, sent);
  return { status, json: (json ?? {}) as Record<string, unknown> };
}

const make = (body: Record<string, unknown>) => api("POST", "/api-keys", { json: { name: "Key", ...body } });
const secretOf = (json: Record<string, unknown>) => String(json["secret"]);

describe("a new key", () => {
  it("shows its secret once, and works", async () => {
    const { status, json } = await make({ kind: "secret", name: "Checkout" });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      name: "Checkout",
      kind: "secret",
      scopes: null,
      partnerId: null,
      revokedAt: null,
    });
    expect(secretOf(json)).toMatch(/^op_[\w-]{32}$/);
    expect(secretOf(json).startsWith(String(json["prefix"]))).toBe(true);
    expect((await api("GET", "/settings", { key: secretOf(json) })).status).toBe(200);
    const list = JSON.stringify((await api("GET", "/api-keys")).json);
    expect(list).toContain(String(json["id"]));
    expect(list).not.toContain(secretOf(json));
    expect(list).not.toContain("hash");
  });

  it("is stored as a hash", async () => {
    const { json } = await make({ kind: "secret" });
    const [row] = await world.database.asSystem(
      "install",
      (sql) => sql`select k::text as text from api_keys k where id = ${String(json["id"])}`,
    );
    expect(row?.["text"]).not.toContain(secretOf(json));
  });

  it("holds the scopes that it was given, and no others", async () => {
    const { json } = await make({ kind: "secret", scopes: ["programs:read", "programs:read"] });
    expect(json["scopes"]).toEqual(["programs:read"]);
    const call = { key: secretOf(json), json: { name: "Mine" } };
    expect((await api("PATCH", "/settings", call)).json["error"]).toBe("forbidden_scope");
  });

  it("of a partner holds what partners can hold", async () => {
    const { partnerId } = await makeLink(world);
    const { status, json } = await make({ kind: "partner", partnerId });
    expect([status, json["partnerId"]]).toEqual([201, partnerId]);
    expect(json["scopes"]).toContain("links:write");
    expect(json["scopes"]).not.toContain("programs:write");
  });

  it("that is publishable can identify", async () => {
    const { json } = await make({ kind: "publishable" });
    expect(secretOf(json)).toMatch(/^opk_/);
    expect(json["scopes"]).toEqual(["identify:write"]);
  });

  it("stops working when it expires", async () => {
    const expiresAt = new Date(now() + HOUR_MS).toISOString();
    const { json } = await make({ kind: "secret", expiresAt });
    expect(json["expiresAt"]).toBe(expiresAt);
    expect((await api("GET", "/settings", { key: secretOf(json) })).status).toBe(200);
    const restore = setClock(() => Date.parse(expiresAt));
    onTestFinished(restore);
    expect((await api("GET", "/settings", { key: secretOf(json) })).status).toBe(401);
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ["an unknown kind", { kind: "root" }, 400, "invalid_body"],
    ["an unknown scope", { kind: "secret", scopes: ["keys:write"] }, 400, "invalid_body"],
    ["no scope at all", { kind: "secret", scopes: [] }, 400, "invalid_body"],
    ["a partner's key of nobody", { kind: "partner" }, 400, "invalid_body"],
    ["a partner that is none", { kind: "partner", partnerId: newId() }, 404, "partner_not_found"],
    ["a secret key of a partner", { kind: "secret", partnerId: newId() }, 400, "invalid_body"],
    [
      "scopes beyond a partner's",
      { kind: "partner", partnerId: newId(), scopes: ["events:write"] },
      400,
      "invalid_body",
    ],
    ["scopes of a publishable key", { kind: "publishable", scopes: ["events:write"] }, 400, "invalid_body"],
    ["an end in the past", { kind: "secret", expiresAt: "2001-01-01T00:00:00Z" }, 400, "invalid_time"],
    ["no name", { kind: "secret", name: "" }, 400, "invalid_body"],
  ])("with %s is refused", async (_what, body, status, error) => {
    const reply = await make(body);
    expect([reply.status, reply.json["error"]]).toEqual([status, error]);
  });
});

describe("managing keys", () => {
  it.each(["POST", "GET", "DELETE"])("needs a key with all scopes to %s", async (method) => {
    const key = await makeKey(world, "secret", { scopes: ["programs:write"] });
    const path = method === "DELETE" ? `/api-keys/${newId()}` : "/api-keys";
    const body = method === "POST" ? { name: "Mine", kind: "secret" } : undefined;
    const { status, json } = await api(method, path, { key, json: body });
    expect([status, json["error"]]).toEqual([403, "forbidden_scope"]);
  });

  it("is refused to a key without all scopes before its body is read", async () => {
    const key = await makeKey(world, "secret", { scopes: ["programs:write"] });
    const { status, json } = await api("POST", "/api-keys", { key, json: { kind: 7 } });
    expect([status, json["error"]]).toEqual([403, "forbidden_scope"]);
    expect(json["detail"]).toEqual({ required: "all" });
  });

  it("is possible with a secret key that has all scopes", async () => {
    const key = await makeKey(world, "secret");
    expect((await api("POST", "/api-keys", { key, json: { name: "Another", kind: "secret" } })).status).toBe(
      201,
    );
  });

  it("lists by kind and page, newest first", async () => {
    const made = [];
    for (let i = 0; i < 3; i++) made.push((await make({ kind: "publishable" })).json["id"]);
    const first = (await api("GET", "/api-keys?kind=publishable&limit=2")).json;
    expect((first["data"] as { id: string }[]).map(({ id }) => id)).toEqual([made[2], made[1]]);
    const second = (await api("GET", `/api-keys?kind=publishable&limit=1&cursor=${first["nextCursor"]}`))
      .json;
    expect((second["data"] as { id: string }[]).map(({ id }) => id)).toEqual([made[0]]);
    expect((await api("GET", "/api-keys?colour=red")).json["error"]).toBe("invalid_query");
  });

  it("lists by whether a key works, and each key says so itself", async () => {
    const partnerId = (await makeLink(world)).partnerId;
    const expiresAt = new Date(now() + HOUR_MS).toISOString();
    const one = async (more: object) => (await make({ kind: "partner", partnerId, ...more })).json["id"];
    const ended = await one({ expiresAt });
    const working = await one({});
    const revoked = await one({ expiresAt });
    await api("DELETE", `/api-keys/${revoked}`);
    const listed = async (status: string) => {
      const { json } = await api("GET", `/api-keys?partnerId=${partnerId}&status=${status}`);
      return (json["data"] as { id: string; status: string }[]).map((key) => [key.id, key.status]);
    };
    expect(await listed("active")).toHaveLength(2);
    onTestFinished(setClock(() => Date.parse(expiresAt)));
    expect(await listed("active")).toEqual([[working, "active"]]);
    expect(await listed("expired")).toEqual([[ended, "expired"]]);
    expect(await listed("revoked")).toEqual([[revoked, "revoked"]]);
  });
});

describe("revoking a key", () => {
  it("ends it everywhere at once, and only once", async () => {
    const { json } = await make({ kind: "secret" });
    const told: string[] = [];
    const listener = await listenForChanges(
      world.database.url,
      (change) => told.push(change.kind),
      () => undefined,
    );
    expect((await api("DELETE", `/api-keys/${json["id"]}`)).status).toBe(204);
    expect((await api("DELETE", `/api-keys/${json["id"]}`)).status).toBe(204);
    await expect.poll(() => told).toEqual(["api_key"]);
    await listener.stop();
    expect((await api("GET", "/settings", { key: secretOf(json) })).status).toBe(401);
    const [row] = (await api("GET", "/api-keys?limit=1")).json["data"] as {
      id: string;
      revokedAt: string | null;
    }[];
    expect(row).toMatchObject({ id: json["id"], revokedAt: expect.any(String) });
  });

  it.each([newId(), "no-id"])("that is none is 404: %s", async (id) => {
    const { status, json } = await api("DELETE", `/api-keys/${id}`);
    expect([status, json["error"]]).toEqual([404, "api_key_not_found"]);
  });
});
