import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/corner";

const origin = inject("origin");
let browser: Browser;
let partnerIds: string[];

async function call(method: string, path: string, json: object): Promise<Record<string, string>> {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${inject("adminKey")}`, "content-type": "application/json" },
    body: JSON.stringify(json),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Record<string, string>;
}

async function payoutOf(partnerId = ""): Promise<{ id: string } | undefined> {
  const reply = await fetch(`${origin}/api/v1/payouts?partnerId=${partnerId}`, {
    headers: { authorization: `Bearer ${inject("adminKey")}` },
  });
  return ((await reply.json()) as { data: { id: string }[] }).data[0];
}

/** Three partners who are paid by hand, with a payout each. */
beforeAll(async () => {
  browser = await launchChromium();
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const { id: programId } = await call("POST", "/programs", {
    name: "Paid together",
    slug: "paid-together",
    destinationUrl: "https://example.com/",
    terms: { rules, holdbackDays: 0 },
  });
  partnerIds = await Promise.all(
    ["Together One", "Together Two", "Together Three"].map(async (name) => {
      const email = `${name.toLowerCase().replace(" ", ".")}@partners.test`;
      const { id: partnerId = "" } = await call("POST", "/partners", {
        name,
        email,
        programIds: [programId],
      });
      await call("PUT", `/partners/${partnerId}/payout-method`, { rail: "manual" });
      const { code } = await call("POST", "/links", { partnerId, programId });
      const { id: cref } = await call("POST", "/clicks", { code });
      await call("POST", "/attribution/identify", { cref, userId: email });
      const sale = { type: "invoice_paid", value: "1000.00", currency: "USD", externalId: email };
      await call("POST", "/attribution/events", { userId: email, ...sale });
      return partnerId;
    }),
  );
  await call("POST", "/payouts/run", { partnerIds });
});
afterAll(() => browser.close());

test("payouts by hand are marked as paid at once, after a question with figures that names the one that cannot be", async () => {
  const context = await browser.newContext();
  await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin) })]);
  const page = await context.newPage();
  await page.goto(`${origin}/payouts?status=planned`, { waitUntil: "networkidle" });
  for (const name of ["One", "Two", "Three"])
    await page.getByRole("checkbox", { name: `Together ${name}, 200.00 USD` }).check();
  // Meanwhile somebody else releases one of them.
  const third = await payoutOf(partnerIds[2]);
  await call("POST", `/payouts/${third?.id}/release`, {});

  await page.getByRole("button", { name: "Mark as paid" }).last().click();
  const question = page.getByRole("alertdialog", { name: "Mark these as paid?" });
  await question.getByText("2 payouts to 2 partners count as paid: 400.00 USD").waitFor();
  await question.getByText("Together Three: This payout is canceled").waitFor();
  await question.getByLabel("Reference").fill("Batch 7");
  await question.getByRole("button", { name: "Mark as paid" }).click();
  await page.getByText("2 payouts marked as paid. 1 refused: This payout is canceled").waitFor();
  for (const partnerId of partnerIds.slice(0, 2))
    expect(await payoutOf(partnerId)).toMatchObject({ status: "paid", reference: "Batch 7" });
  await context.close();
});
