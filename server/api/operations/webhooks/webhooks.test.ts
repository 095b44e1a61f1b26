import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/platform/ids";
import { makeKey } from "@/tests/support/brand/key";
import { openShop, type Shop } from "@/tests/support/brand/shop";

type Json = Record<string, unknown>;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.drop());

const URL_OF_A_RECEIVER = "https://hooks.brand.com/in";
const api = async (method: string, path: string, json?: unknown, key?: string) => {
  const reply = await shop.send(method, path, { ...(json ? { json } : {}), ...(key ? { key } : {}) });
  return { status: reply.status, json: (reply.json ?? {}) as Json };
};
const make = async (more: Json = {}) =>
  (await api("POST", "/webhooks", { url: URL_OF_A_RECEIVER, ...more })).json;

describe("a new webhook", () => {
  it("shows its secret once, and hears of everything unless said", async () => {
    const { status, json } = await api("POST", "/webhooks", { url: URL_OF_A_RECEIVER });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      url: URL_OF_A_RECEIVER,
      types: null,
      status: "active",
      pausedAt: null,
      failingSince: null,
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    const list = JSON.stringify((await api("GET", "/webhooks")).json);
    expect(list).toContain(json["id"]);
    expect(list).not.toContain("whsec_");
  });

  it("has its secret sealed in the database", async () => {
    const { id, secret } = await make();
    const [row] = await shop.world.database.asSystem(
      "install",
      (sql) => sql`select r::text as text from webhook_receivers r where id = ${String(id)}`,
    );
    expect(row?.["text"]).not.toContain(String(secret).slice("whsec_".length));
  });

  it.each([
    ["http://10.0.0.1/in", /not a public address/],
    ["http://2852039166/", /not a public address/],
    ["https://me:pw@hooks.brand.com/", /user name or password/],
    ["ftp://hooks.brand.com/", /is no address/],
  ])("at %s is refused", async (url, reason) => {
    const { status, json } = await api("POST", "/webhooks", { url });
    expect([status, json["error"]]).toEqual([400, "invalid_body"]);
    expect(json["detail"]).toEqual([{ path: "url", reason: expect.stringMatching(reason) }]);
  });

  it.each([{ types: [] }, { types: ["order.created"] }, { url: "" }, { description: 7 }])(
    "with %j is refused",
    async (more) => {
      expect((await make(more))["error"]).toBe("invalid_body");
    },
  );
});

describe("a webhook", () => {
  it("changes where something is given", async () => {
    const { id } = await make({ description: "CRM", types: ["payout.paid"] });
    const { status, json } = await api("PATCH", `/webhooks/${id}`, {
      types: null,
      url: `${URL_OF_A_RECEIVER}/2`,
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ description: "CRM", types: null, url: `${URL_OF_A_RECEIVER}/2` });
    expect((await api("PATCH", `/webhooks/${id}`, { url: "http://127.0.0.1.nip" })).status).toBe(200);
    expect((await api("PATCH", `/webhooks/${id}`, { url: "http://[::1]/" })).json["error"]).toBe(
      "invalid_body",
    );
  });

  it("is paused and resumed, and repeating that changes nothing", async () => {
    const { id } = await make();
    const paused = (await api("PATCH", `/webhooks/${id}`, { status: "paused" })).json;
    expect(paused).toMatchObject({ status: "paused", pausedBy: "admin", pausedAt: expect.any(String) });
    expect((await api("PATCH", `/webhooks/${id}`, { status: "paused" })).json).toEqual(paused);
    const active = (await api("PATCH", `/webhooks/${id}`, { status: "active" })).json;
    expect(active).toMatchObject({ status: "active", pausedAt: null, pausedBy: null });
  });

  it("is gone once it is deleted", async () => {
    const { id } = await make();
    expect((await api("DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect(JSON.stringify((await api("GET", "/webhooks?limit=100")).json)).not.toContain(id);
    for (const [method, path] of [
      ["DELETE", `/webhooks/${id}`],
      ["PATCH", `/webhooks/${id}`],
      ["GET", `/webhooks/${id}/deliveries`],
      ["POST", `/webhooks/${id}/test`],
      ["POST", `/webhooks/${id}/rotate`],
    ] as const) {
      expect((await api(method, path, method === "GET" ? undefined : {})).json["error"]).toBe(
        "webhook_not_found",
      );
    }
  });

  it("gets a new secret, and the old one ends when the overlap does", async () => {
    const { id, secret } = await make();
    const { status, json } = await api("POST", `/webhooks/${id}/rotate`, { overlapHours: 2 });
    expect(status).toBe(200);
    expect(json["secret"]).not.toBe(secret);
    const hours = (Date.parse(String(json["oldSecretUntil"])) - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(2);
    expect((await api("POST", `/webhooks/${id}/rotate`, { overlapHours: 169 })).status).toBe(400);
  });

  it("is one of at most twenty", async () => {
    const count = ((await api("GET", "/webhooks?limit=100")).json["data"] as unknown[]).length;
    const replies = await Promise.all(
      Array.from({ length: 21 - count }, () => api("POST", "/webhooks", { url: URL_OF_A_RECEIVER })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([...Array(20 - count).fill(201), 409]);
  });
});

describe("keys", () => {
  it("need the scope webhooks", async () => {
    const key = await makeKey(shop.world, "secret", { scopes: ["webhooks:read"] });
    expect((await api("GET", "/webhooks", undefined, key)).status).toBe(200);
    const refused = await api("POST", "/webhooks", { url: URL_OF_A_RECEIVER }, key);
    expect(refused.json).toMatchObject({ error: "forbidden_scope", detail: { required: "webhooks:write" } });
  });

  it("of partners reach no webhook of the brand's", async () => {
    const key = await shop.makePartnerKey(await shop.makePartner());
    for (const [method, path] of [
      ["GET", "/webhooks"],
      ["POST", "/webhooks"],
      ["DELETE", `/webhooks/${newId()}`],
      ["GET", `/webhooks/${newId()}/deliveries`],
      ["GET", `/webhooks/deliveries/${newId()}`],
      ["POST", `/webhooks/deliveries/${newId()}/redeliver`],
    ] as const) {
      const body = method === "POST" ? { url: URL_OF_A_RECEIVER } : undefined;
      expect((await api(method, path, body, key)).json["error"]).toBe("forbidden");
    }
  });
});
