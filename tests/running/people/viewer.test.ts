import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import {
  type BuiltServer,
  removeDataDir,
  SERVER_ADMIN_KEY,
  startBuiltServer,
} from "../../support/server/built-server";
import { makeLink } from "../link";
import { sellThrough } from "../sale";
import { signInByMail } from "./sign-in";

const VIEWER = "looks-only@team.test";
/** What a button may be called for one who only looks: it shows something, or ends their session. */
const HARMLESS =
  /^(Filter|Show these|Save CSV|Copy( address)?|Sign out|Close|System|Light|Dark|Select all.*)$/;

let server: BuiltServer;
let origin: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let webhookId: string;

async function call(path: string, json: object): Promise<{ id: string }> {
  const headers = { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" };
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(json),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as { id: string };
}

/** Something of all that can be looked at: what is held back, what is planned to be paid, a flagged click, a webhook and its test. */
async function fill(): Promise<void> {
  const code = await makeLink(origin);
  await sellThrough(origin, code);
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  await sellThrough(origin, await makeLink(origin, { program: { terms: { rules, holdbackDays: 0 } } }));
  await call("/payouts/run", {});
  const { id } = await call("/clicks", { code });
  await call(`/clicks/${id}/flag`, { reason: "A farm" });
  const webhook = await call("/webhooks", { url: "https://hooks.example.com/" });
  webhookId = webhook.id;
  await call(`/webhooks/${webhookId}/test`, {});
}

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), startBuiltServer()]);
  await server.ready();
  // The mailbox and links in mails know the server by this name.
  origin = `http://localhost:${server.port}`;
  await fill();
  context = await browser.newContext();
  page = await context.newPage();
  await call("/members", { email: VIEWER, name: "Vic", role: "viewer" });
  await signInByMail(page, origin, VIEWER);
});
afterAll(async () => {
  await browser.close();
  await server.end();
  await removeDataDir(server.dataDir);
});

async function idOf(list: string): Promise<string> {
  const headers = { authorization: `Bearer ${SERVER_ADMIN_KEY}` };
  const reply = await fetch(`${origin}/api/v1${list.replace(":webhook", webhookId)}`, { headers });
  const { data } = (await reply.json()) as { data: { id: string }[] };
  if (!data[0]) throw new Error(`${list} is empty, so its page was not seen`);
  return data[0].id;
}

describe("a viewer", () => {
  test.each([
    ["/overview", null],
    ["/partners", null],
    ["/partners/", "/partners?limit=1"],
    ["/programs", null],
    ["/programs/", "/programs?limit=1"],
    ["/programs/new", null],
    ["/customers", null],
    ["/customers/", "/customers?limit=1"],
    ["/events", null],
    ["/events/", "/attribution/events?limit=1"],
    ["/commissions?status=review", null],
    ["/commissions?open=", "/commissions?limit=1"],
    ["/commissions/", "/commissions?limit=1"],
    ["/payouts", null],
    ["/payouts/", "/payouts?limit=1"],
    ["/payouts/run", null],
    ["/payouts/files", null],
    ["/payouts/reconciliation", null],
    ["/fraud", null],
    ["/fraud?open=", "/clicks?suspect=true&limit=1"],
    ["/data", null],
    ["/data/changes", null],
    ["/developers", null],
    ["/developers/keys", null],
    ["/developers/webhooks", null],
    ["/developers/webhooks/", "/webhooks?limit=1"],
    ["/developers/deliveries/webhook/", "/webhooks/:webhook/deliveries?limit=1"],
    ["/developers/stripe", null],
    ["/developers/stripe/events", null],
    ["/developers/jobs", null],
    ["/settings", null],
    ["/settings/members", null],
    ["/settings/mail", null],
    ["/settings/domains", null],
    ["/settings/pictures", null],
    ["/settings/danger", null],
  ])("sees %s, and finds no button there that acts", async (path, list) => {
    const reply = await page.goto(`${origin}${path}${list ? await idOf(list) : ""}`);
    expect(reply?.status()).toBe(200);
    await page.getByRole("heading", { level: 1 }).or(page.getByRole("dialog")).first().waitFor();
    const buttons = await page
      .locator("main, [role=dialog]")
      .locator("button:enabled, input[type=submit]:enabled")
      .evaluateAll((all) =>
        all.flatMap((one) => (one.checkVisibility() ? [one.ariaLabel ?? one.textContent?.trim()] : [])),
      );
    expect(buttons.filter((name) => !HARMLESS.test(name ?? ""))).toEqual([]);
  });

  test("is refused what they post all the same, and nothing has changed", async () => {
    const before = await page.request.get(`${origin}/api/trpc/settings.getSettings`);
    const refused = await page.request.post(`${origin}/api/trpc/settings.updateSettings`, {
      headers: { origin, "content-type": "application/json" },
      data: { name: "Taken over" },
    });
    expect([refused.status(), await refused.text()]).toEqual([
      403,
      expect.stringContaining("A viewer may look at this and not change it."),
    ]);
    const approved = await page.request.post(`${origin}/api/trpc/commissions.decideCommissions`, {
      headers: { origin, "content-type": "application/json" },
      data: { action: "approve", ids: [await idOf("/commissions?status=pending&limit=1")] },
    });
    expect(approved.status()).toBe(403);
    const after = await page.request.get(`${origin}/api/trpc/settings.getSettings`);
    expect(await after.text()).toBe(await before.text());
  });
});
