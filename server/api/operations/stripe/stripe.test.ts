import { afterAll, beforeAll, expect, test } from "vitest";
import { makeKey } from "@/tests/support/brand/key";
import { openStripeStory, type StripeStory } from "@/tests/support/brand/stripe";

let story: StripeStory;
beforeAll(async () => {
  story = await openStripeStory();
});
afterAll(() => story.drop());

const OWN = { apiKey: "sk_test_of_its_own", webhookSecrets: ["whsec_first", "whsec_second"] };

test("a brand without an account of its own stands on the sandbox, and is told so", async () => {
  expect(await story.call("GET", "/stripe")).toMatchObject({
    mode: "sandbox",
    source: "sandbox",
    account: null,
    webhookSecrets: 2,
    webhookUrl: "http://localhost:3000/api/webhooks/stripe/home",
    inbox: { waiting: 0, failed: 0 },
  });
});

test("a key is tried with a live call, stored sealed, and never shown again", async () => {
  const account = story.sandbox.account(OWN.apiKey).id;
  const status = await story.call("PUT", "/stripe", OWN);
  expect(status).toMatchObject({ mode: "test", source: "brand", account, webhookSecrets: 2 });
  expect(JSON.stringify(status)).not.toContain("own");
  expect(await story.call("POST", "/stripe/check")).toMatchObject({
    id: account,
    country: "US",
    mode: "test",
  });
  const [row] = await story.world.database.asSystem(
    "install",
    (sql) => sql<{ text: string }[]>`select brand_stripe::text as text from brand_stripe`,
  );
  expect(row?.text).toContain(account);
  for (const secret of [OWN.apiKey, ...OWN.webhookSecrets]) expect(row?.text).not.toContain(secret);

  expect((await story.send("DELETE", "/stripe")).status).toBe(204);
  expect(await story.call("GET", "/stripe")).toMatchObject({ source: "sandbox", account: null });
});

test("a key that Stripe does not take is refused in Stripe's words", async () => {
  const refused = await story.send("PUT", "/stripe", { json: { ...OWN, apiKey: "sk_live_unknown" } });
  expect(refused.status).toBe(409);
  expect(refused.json).toMatchObject({
    error: "stripe_refused",
    message: expect.stringContaining("Invalid API Key"),
  });
});

test("without signing secrets and without an https address, endpoints cannot be made", async () => {
  const refused = await story.send("PUT", "/stripe", { json: { apiKey: OWN.apiKey } });
  expect(refused.json).toMatchObject({ error: "invalid_body", detail: [{ path: "webhookSecrets" }] });
});

test("only a key with all scopes may connect an account", async () => {
  const key = await makeKey(story.world, "secret", { scopes: ["programs:write", "programs:read"] });
  expect((await story.send("PUT", "/stripe", { key, json: OWN })).status).toBe(403);
  expect((await story.send("GET", "/stripe", { key })).status).toBe(200);
});
