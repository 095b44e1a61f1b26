import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "@/server/api/operations/all";
import { makeApi, type TestApi } from "@/tests/support/api";
import { signIn } from "@/tests/support/server/session";
import { makeWorld, type World } from "@/tests/support/world";
import { sessionCookie } from "./cookie";
import { refuseForeignPage } from "./of-request";
import { startSession } from "./start";

let world: World;
let api: TestApi;
beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world);
});
afterAll(() => world.drop());

describe("a request that changes something", () => {
  const OWN = "https://op.brand.com";

  it.each([
    ["a page of ours", { origin: OWN }, true],
    ["a form of ours in a browser that leaves Origin out", { "sec-fetch-site": "same-origin" }, true],
    ["another site", { origin: "https://evil.example" }, false],
    ["a site on a subdomain", { origin: "https://x.op.brand.com" }, false],
    ["a site on the domain above", { origin: "https://brand.com" }, false],
    ["ours without encryption", { origin: "http://op.brand.com" }, false],
    ["another port", { origin: "https://op.brand.com:8443" }, false],
    ["a page in a sandbox", { origin: "null" }, false],
    [
      "another site that says it is ours too",
      { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
      false,
    ],
    ["another site without Origin", { "sec-fetch-site": "cross-site" }, false],
    ["a sibling without Origin", { "sec-fetch-site": "same-site" }, false],
    ["the address bar", { "sec-fetch-site": "none" }, false],
    ["somewhere that does not say", {}, false],
  ])("is believed from %s: %#", (_from, headers, believed) => {
    const sent = new Map(Object.entries(headers));
    const ask = (): void => refuseForeignPage(OWN, (name) => sent.get(name));
    if (believed) expect(ask).not.toThrow();
    else expect(ask).toThrow(/answered to pages of/);
  });

  it("reaches nothing of the REST API by a cookie, wherever it comes from", async () => {
    const cookie = await signIn(world, { role: "owner" });
    const headers = { cookie, origin: world.services.appUrl };
    const writes = operations.filter(({ method, id }) => method !== "GET" && id !== "identify");
    for (const { method, path } of writes) {
      expect((await api.send(method, path, { key: null, headers })).status, `${method} ${path}`).toBe(401);
    }
  });
});

describe("the session's cookie", () => {
  const start = (appUrl: string): Promise<string> =>
    startSession({ database: world.database, appUrl }, "somebody@team.test", 1);

  it("is read by no script, sent by no other site, and over https bound to its host", async () => {
    expect(await start("https://op.brand.com")).toMatch(
      /^__Host-openpartner-session=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(await start("http://localhost:3000")).toMatch(
      /^openpartner-session=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/,
    );
  });

  it("over https is not the one that was given over http", () => {
    expect(sessionCookie("https://op.brand.com").name).not.toBe(sessionCookie("http://op.brand.com").name);
  });
});
