import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApi, type Sent, type TestApi } from "@/tests/support/api";
import { makeKey } from "@/tests/support/brand/key";
import { makeLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { settingsOperations } from "./settings";

let world: World;
let testApi: TestApi;

beforeAll(async () => {
  world = await makeWorld();
  testApi = makeApi(world, settingsOperations);
});
afterAll(() => world.drop());

async function api(method: string, path: string, sent?: Sent) {
  const { status, json } = await testApi.send(method, path, sent);
  return { status, json: (json ?? {}) as Record<string, unknown> };
}

const patch = (body: unknown) => api("PATCH", "/settings", { json: body });

describe("the brand's settings", () => {
  it("begin in dollars and UTC, paid monthly", async () => {
    const { status, json } = await api("GET", "/settings");
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: world.brandId,
      slug: "home",
      supportEmail: null,
      currency: "USD",
      timeZone: "UTC",
      payoutThresholds: {},
      payoutSchedule: "monthly",
      payoutRail: "auto",
      createdAt: expect.stringMatching(/Z$/),
    });
  });

  it("change where something is given, and stay elsewhere", async () => {
    const { status, json } = await patch({
      name: "Acme",
      supportEmail: "help@acme.example",
      currency: "eur",
      timeZone: "Europe/Berlin",
      payoutSchedule: "weekly",
      payoutRail: "manual",
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ name: "Acme", currency: "EUR", timeZone: "Europe/Berlin" });
    expect((await patch({ supportEmail: null })).json).toEqual({ ...json, supportEmail: null });
    expect((await patch({})).json).toEqual({ ...json, supportEmail: null });
    expect((await api("GET", "/settings")).json).toEqual({ ...json, supportEmail: null });
  });

  it("hold thresholds with the decimals of their currency, and replace them together", async () => {
    const { json } = await patch({ payoutThresholds: { usd: 25, JPY: "3000", KWD: "7.5" } });
    expect(json["payoutThresholds"]).toEqual({ USD: "25.00", JPY: "3000", KWD: "7.500" });
    expect((await patch({ payoutThresholds: { EUR: "0" } })).json["payoutThresholds"]).toEqual({
      EUR: "0.00",
    });
  });

  it.each([
    [{ currency: "ABC" }, "invalid_currency"],
    [{ timeZone: "Mars/Olympus" }, "invalid_body"],
    [{ timeZone: "+02:00" }, "invalid_body"],
    [{ supportEmail: "nobody" }, "invalid_body"],
    [{ payoutSchedule: "daily" }, "invalid_body"],
    [{ name: "" }, "invalid_body"],
    [{ name: "a\0b" }, "invalid_body"],
    [{ payoutThresholds: { USD: "25.001" } }, "invalid_amount"],
    [{ payoutThresholds: { USD: "-1" } }, "invalid_amount"],
    [{ payoutThresholds: { USD: "1e3" } }, "invalid_amount"],
    [{ payoutThresholds: { ABC: "1" } }, "invalid_currency"],
    [{ payoutThresholds: [] }, "invalid_body"],
  ])("refuse %j with %s", async (body, error) => {
    const before = (await api("GET", "/settings")).json;
    const { status, json } = await patch(body);
    expect([status, json["error"]]).toEqual([400, error]);
    expect((await api("GET", "/settings")).json).toEqual(before);
  });

  it("are read with programs:read and changed with programs:write", async () => {
    const key = await makeKey(world, "secret", { scopes: ["programs:read"] });
    expect((await api("GET", "/settings", { key })).status).toBe(200);
    const refused = await api("PATCH", "/settings", { key, json: { name: "Mine" } });
    expect(refused.json).toMatchObject({ error: "forbidden_scope", detail: { required: "programs:write" } });
  });

  it("are not for partners' keys", async () => {
    const { partnerId } = await makeLink(world);
    const key = await makeKey(world, "partner", { partnerId, scopes: ["programs:read"] });
    expect((await api("GET", "/settings", { key })).json["error"]).toBe("forbidden");
  });
});
