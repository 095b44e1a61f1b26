import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { type OpenPartnerError, OpenPartnerServer } from "old-sdk/server";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchChromium } from "../support/browser/chromium";
import { PERSON } from "../support/browser/person";

const CODE = "published-client";

/** Brands run `@openpartner/sdk` 0.1.0 in their pages and servers, and none of them changes it when this server is updated. */
const apiUrl = `${inject("origin")}/api/v1`;
const client = new OpenPartnerServer({ apiUrl, apiKey: inject("adminKey") });

let browser: Browser;
let brand: Server;
let brandOrigin: string;
let partnerId: string;
beforeAll(async () => {
  const script = await readFile(
    path.join(path.dirname(createRequire(import.meta.url).resolve("old-sdk")), "browser.js"),
  );
  brand = createServer((request, response) => {
    const isScript = request.url === "/old-sdk.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? script : PAGE);
  }).listen(0, "127.0.0.1");
  await once(brand, "listening");
  const address = brand.address();
  if (typeof address !== "object" || !address) throw new Error("The brand's site has no port.");
  brandOrigin = `http://127.0.0.1:${address.port}`;
  partnerId = await promote(`${brandOrigin}/`);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  brand.closeAllConnections();
  brand.close();
});

const PAGE = `<!doctype html><html lang="en"><title>Brand</title><script type="module">
import { OpenPartner } from "/old-sdk.js";
globalThis.client = OpenPartner.init({ apiUrl: ${JSON.stringify(apiUrl)} });
globalThis.identify = async (userId) => JSON.stringify(await client.identify(userId));
</script>`;

async function promote(destinationUrl: string): Promise<string> {
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const programId = await make("/programs", { name: CODE, slug: CODE, destinationUrl, terms: { rules } });
  const id = await make("/partners", {
    name: CODE,
    email: "published@partners.test",
    programIds: [programId],
  });
  await make("/links", { partnerId: id, programId, code: CODE });
  return id;
}

async function make(where: string, body: object): Promise<string> {
  const headers = { authorization: `Bearer ${inject("adminKey")}`, "content-type": "application/json" };
  const reply = await fetch(`${apiUrl}${where}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (reply.status !== 201) throw new Error(`POST ${where}: ${reply.status} ${await reply.text()}`);
  return ((await reply.json()) as { id: string }).id; // what is created has an id
}

/** Follows the link, lands on the brand's page and identifies there as the user. */
async function arriveAs(userId: string): Promise<{ cref: string | null; reply: unknown }> {
  const context = await browser.newContext({ userAgent: PERSON });
  const page = await context.newPage();
  await page.goto(`${inject("origin")}/r/${CODE}`);
  const cref = new URL(page.url()).searchParams.get("cref");
  await page.waitForFunction(() => "identify" in globalThis);
  const reply: unknown = JSON.parse(String(await page.evaluate(`identify(${JSON.stringify(userId)})`)));
  await context.close();
  return { cref, reply };
}

async function refusalOf(call: Promise<unknown>): Promise<OpenPartnerError> {
  return call.then(
    () => Promise.reject(new Error("The call was not refused.")),
    (error: OpenPartnerError) => error, // the client throws nothing else
  );
}

describe("the published client", () => {
  it("identifies a visitor from the brand's page, and its server is told what a sale was credited with", async () => {
    const { cref, reply } = await arriveAs("old_1");
    expect(reply).toEqual({
      ok: true,
      identityId: expect.any(String),
      firstStitch: true,
      backfilledAttributions: 0,
    });
    const sale = await client.trackEvent({
      userId: "old_1",
      type: "invoice_paid",
      value: 49.9,
      metadata: { plan: "pro" },
    });
    expect(sale).toMatchObject({
      ok: true,
      attribution: {
        status: "attributed",
        model: "last_click",
        touches: [{ clickId: cref, partnerId, weight: 1, commissionId: expect.any(String) }],
      },
    });
  });

  it("identifies from the brand's server, with a time in milliseconds, and credits what came before", async () => {
    const { cref } = await arriveAs("old_2");
    const early = await client.trackEvent({ userId: "old_3", type: "signup", ts: new Date().toISOString() });
    expect(early.attribution).toMatchObject({ status: "no_identity", touches: [] });
    expect(await client.identify({ cref: String(cref), userId: "old_3", ts: Date.now() })).toEqual({
      ok: true,
      identityId: expect.any(String),
      firstStitch: false,
      backfilledAttributions: 1,
    });
  });

  it("throws what a refusal says, by its status and code", async () => {
    const unknown = await refusalOf(client.identify({ cref: "01JD0000000000000000000000", userId: "old_4" }));
    expect(unknown).toMatchObject({ name: "OpenPartnerError", status: 404, code: "click_not_found" });
    const bad = await refusalOf(client.trackEvent({ userId: "", type: "signup" }));
    expect(bad).toMatchObject({ status: 400, code: "invalid_body", detail: [{ path: "userId" }] });
    const stranger = new OpenPartnerServer({ apiUrl, apiKey: "op_unknown" });
    const refused = await refusalOf(stranger.trackEvent({ userId: "old_4", type: "signup" }));
    expect(refused).toMatchObject({ status: 401, code: "unauthorized" });
  });
});
