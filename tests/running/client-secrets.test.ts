import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { signInToDemo } from "../browser/demo-people";

const STATIC = path.join(import.meta.dirname, "../../.next/static");
/** Words that only the server's code has: its environment, its roles in the database, its keys. */
const OF_THE_SERVER =
  /SECRETS_ENCRYPTION_KEY|STRIPE_WEBHOOK_SECRET|INNGEST_SIGNING_KEY|DATABASE_URL|openpartner_(request|system)|keyedHash/;
/** What Stripe, our own keys and the signing secrets of webhooks begin with, and then go on. */
const SECRET = /\b(sk|rk)_(test|live)_\w{8,}|\bwhsec_\w{8,}|\bop_[\w-]{24,}/;
const PAGES = [
  "/",
  "/overview",
  "/developers",
  "/developers/keys",
  "/developers/webhooks",
  "/developers/stripe",
];
const SETTINGS = ["", "/members", "/mail", "/domains", "/danger"].map((one) => `/settings${one}`);

test("no script that browsers load has anything of the server's", async () => {
  const files = await readdir(STATIC, { recursive: true });
  const scripts = files.filter((file) => file.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(10);
  for (const script of scripts) {
    const text = await readFile(path.join(STATIC, script), "utf8");
    expect(OF_THE_SERVER.exec(text)?.[0] ?? SECRET.exec(text)?.[0], script).toBeUndefined();
  }
});

test.each([...PAGES, ...SETTINGS])("the page %s, as an admin is sent it, holds no secret", async (page) => {
  const origin = inject("origin");
  const reply = await fetch(`${origin}${page}`, { headers: { cookie: await signInToDemo(origin) } });
  const text = await reply.text();
  expect(reply.status).toBe(200);
  expect(text.length).toBeGreaterThan(5_000);
  expect(text).not.toContain(inject("adminKey"));
  expect(SECRET.exec(text)?.[0]).toBeUndefined();
});
