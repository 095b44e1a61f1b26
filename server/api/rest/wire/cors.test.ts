import { afterAll, beforeAll, expect, test } from "vitest";
import { clickOperations } from "@/server/api/operations/tracking/clicks";
import { identifyOperations } from "@/server/api/operations/tracking/identify";
import { trackOperations } from "@/server/api/operations/tracking/track";
import { makeApi, type TestApi } from "@/tests/support/api";
import { makeLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let api: TestApi;

beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world, [...trackOperations, ...identifyOperations, ...clickOperations]);
  await makeLink(world, { program: { allowedDomains: ["brand.dev"] } });
  await makeLink(world, { program: { destinationUrl: "https://asleep.test/", status: "paused" } });
});
afterAll(() => world.drop());

const ask = (path: string, origin: string) =>
  api.send("OPTIONS", path, { key: null, headers: { origin, "access-control-request-method": "POST" } });

test.each(["/attribution/identify", "/track/click"])(
  "a page of the brand may call %s from a browser",
  async (path) => {
    for (const origin of [
      "https://brand.com",
      "https://shop.brand.com",
      "https://x.brand.dev",
      "http://brand.com:8080",
    ]) {
      const reply = await ask(path, origin);
      expect(reply.status).toBe(204);
      expect(reply.headers).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "POST",
        vary: "Origin",
      });
      expect(reply.headers["access-control-allow-headers"]).toContain("Idempotency-Key");
    }
  },
);

test.each(["https://evil.com", "https://brand.com.evil.com", "null", "https://asleep.test"])(
  "a page of %s may not",
  async (origin) => {
    const reply = await ask("/attribution/identify", origin);
    expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
    expect(reply.headers["vary"]).toBe("Origin");
  },
);

test("a page can read the reply, errors included", async () => {
  const reply = await api.send("POST", "/attribution/identify", {
    key: null,
    json: { cref: "x", userId: "u" },
    headers: { origin: "https://brand.com" },
  });
  expect(reply.status).toBe(404);
  expect(reply.headers["access-control-allow-origin"]).toBe("https://brand.com");
});

test("no other route is open to browsers", async () => {
  const reply = await api.send("GET", "/clicks", { headers: { origin: "https://brand.com" } });
  expect(reply.status).toBe(200);
  expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
  expect((await ask("/clicks", "https://brand.com")).headers["access-control-allow-origin"]).toBeUndefined();
});
