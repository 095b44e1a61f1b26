import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/inspect";

const NAME = "autumn-banner.png";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function pageOf(who: "admin" | "partner"): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin, who) })]);
  return context.newPage();
}

test("a picture that a brand puts up is its partners' to show through their own link, until it is removed", async () => {
  const brand = await pageOf("admin");
  await brand.goto(`${origin}/settings/pictures`);
  const content = await brand.screenshot({ clip: { x: 0, y: 0, width: 320, height: 120 } });
  const forPartners = brand.getByRole("region", { name: "For partners" });
  const upload = async (name: string, buffer: Buffer): Promise<void> => {
    await forPartners.getByLabel("Picture").setInputFiles({ name, mimeType: "image/png", buffer });
    await forPartners.getByRole("button", { name: "Upload" }).click();
  };

  await upload("page.png", Buffer.from("<!doctype html><script>alert(1)</script>"));
  await forPartners.getByRole("alert").filter({ hasText: "is no PNG, JPEG, WebP or GIF picture" }).waitFor();
  await upload("large.png", Buffer.alloc(5_300_000));
  await forPartners.getByRole("alert").filter({ hasText: "5 MB are the most" }).waitFor();
  await upload(NAME, content);
  const one = brand.getByRole("listitem").filter({ hasText: NAME });
  await one.getByText("320 × 120 pixels").waitFor();

  const partner = await pageOf("partner");
  await partner.goto(`${origin}/portal/assets?q=AUTUMN`);
  const asset = partner.getByRole("listitem").filter({ hasText: NAME });
  const shown = asset.getByRole("img", { name: NAME });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await asset.getByText("Show the HTML").click();
  const html = await asset.locator("code").innerText();
  expect(html).toMatch(/^<a href="[^"]+\/r\/[^"]+" rel="sponsored"><img src="[^"]+\/files\/[0-9A-Z]{26}"/);
  const saved = partner.waitForEvent("download");
  await asset.getByRole("link", { name: `Download ${NAME}` }).click();
  expect((await saved).suggestedFilename()).toBe(NAME);
  await partner.goto(`${origin}/portal/assets?q=nothing-is-called-so`);
  await partner.getByRole("main").getByRole("link", { name: "Clear" }).first().waitFor();

  await one.getByRole("button", { name: "Remove" }).click();
  const question = brand.getByRole("alertdialog", { name: `Remove ${NAME}?` });
  await question.getByText("shows a gap in its place").waitFor();
  await question.getByRole("button", { name: "Remove" }).click();
  await one.waitFor({ state: "detached" });
  const [, address = ""] = /src="([^"]+)"/.exec(html) ?? [];
  expect((await fetch(`${origin}${new URL(address).pathname}`)).status).toBe(404);
  await Promise.all([brand.context().close(), partner.context().close()]);
});

test("a brand's logo stands in the portal's frame, whole and on white in both themes, and its name once it is taken away", async () => {
  const brand = await pageOf("admin");
  await brand.goto(`${origin}/settings/pictures`);
  const buffer = await brand.screenshot({ clip: { x: 0, y: 0, width: 600, height: 80 } });
  const own = brand.getByRole("region", { name: "Logo" });
  await own.getByLabel("Logo").setInputFiles({ name: "our-logo.png", mimeType: "image/png", buffer });
  await own.getByRole("button", { name: "Upload" }).click();
  await own.getByText("600 × 80 pixels").waitFor();

  const partner = await pageOf("partner");
  await partner.setViewportSize({ width: 360, height: 900 });
  const frame = partner.getByRole("banner");
  await partner.goto(`${origin}/portal`);
  const name = (await frame.getByRole("img").getAttribute("alt")) ?? "";
  expect(name).not.toBe("");
  for (const colorScheme of ["light", "dark"] as const) {
    await partner.emulateMedia({ colorScheme });
    const logo = frame.getByRole("img", { name });
    const seen = await logo.evaluate((image: HTMLImageElement) => ({
      natural: image.naturalWidth,
      white: getComputedStyle(image).backgroundColor,
      room: document.documentElement.clientWidth - image.getBoundingClientRect().right,
      beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    expect(seen).toMatchObject({ natural: 600, white: "rgb(255, 255, 255)", beyond: 0 });
    expect(seen.room).toBeGreaterThan(0);
  }

  await own.getByRole("button", { name: "Remove" }).click();
  await brand.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await own.getByText("No logo yet.").waitFor();
  await partner.reload();
  await frame.getByRole("link", { name, exact: true }).waitFor();
  expect(await frame.getByRole("img").count()).toBe(0);
  await Promise.all([brand.context().close(), partner.context().close()]);
});
