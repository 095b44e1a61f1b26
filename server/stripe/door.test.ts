import { expect, test } from "vitest";
import { parseEnvironment } from "@/server/platform/env";
import { stripeDoorOf } from "./door";

const KEY = "sk_live_of_the_environment";
const BASE = "http://127.0.0.1:4242";

test.each<[string, Record<string, string>, object]>([
  ["nothing in the environment is no account", {}, { fallback: null }],
  [
    "a key in the environment is the account of the one brand, with as many signing secrets as there are",
    { STRIPE_API_KEY: KEY, STRIPE_WEBHOOK_SECRET: "whsec_old, whsec_new" },
    { fallback: { source: "environment", apiKey: KEY, webhookSecrets: ["whsec_old", "whsec_new"] } },
  ],
  [
    "a key of the sandbox is the sandbox's, and a brand's own is asked at Stripe all the same",
    { STRIPE_API_KEY: KEY, STRIPE_API_BASE: BASE, STRIPE_SANDBOX: "on" },
    { fallback: { source: "sandbox", apiBase: BASE }, apiBase: undefined },
  ],
  [
    "of many brands none gets the key of the environment",
    { STRIPE_API_KEY: KEY, OPENPARTNER_MODE: "hosted" },
    { fallback: null },
  ],
])("%s", (_fact, env, expected) => {
  expect(stripeDoorOf(parseEnvironment(env))).toMatchObject(expected);
});
