import { describe, expect, inject, onTestFinished, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/corner";

const origin = inject("origin");

/** Asks as a browser does that opens a page. */
async function open(path: string, cookie = ""): Promise<{ location: string | null; cookie: string | null }> {
  const reply = await fetch(`${origin}${path}`, {
    redirect: "manual",
    headers: { accept: "text/html,application/xhtml+xml", cookie },
  });
  return { location: reply.headers.get("location"), cookie: reply.headers.get("set-cookie") };
}

describe("somebody who opens a page without being signed in", () => {
  test("is sent to sign in, lands on the page afterwards, and on Overview the next time", async () => {
    const sent = await open("/developers/webhooks?status=paused");
    expect(sent.location).toBe("/sign-in");
    expect(sent.cookie).toBe(
      "openpartner-way=/developers/webhooks?status=paused; Path=/; Max-Age=1800; HttpOnly; SameSite=Lax",
    );
    const session = await signInToDemo(origin);
    const home = await open("/home", `${session}; ${sent.cookie?.split(";")[0]}`);
    expect(home.location).toBe("/developers/webhooks?status=paused");
    expect(home.cookie).toBe("openpartner-way=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    expect(await open("/home", session)).toEqual({ location: "/overview", cookie: null });
  });

  test("with a session that is over is sent the same way", async () => {
    const sent = await open("/portal/links", "openpartner-session=long-over");
    expect([sent.location, sent.cookie?.split(";")[0]]).toEqual([
      "/sign-in",
      "openpartner-way=/portal/links",
    ]);
  });

  test("who was on the way into the other area goes to their own", async () => {
    const session = await signInToDemo(origin, "partner");
    expect((await open("/home", `${session}; openpartner-way=/payouts`)).location).toBe("/portal");
  });
});

test("somebody whose session ends while they go on inside is asked to sign in, and lands where they were going", async () => {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const context = await browser.newContext();
  // By this name the server knows itself, and people sign in.
  const named = `http://localhost:${new URL(origin).port}`;
  await context.addCookies([cookieFor({ url: named, cookie: await signInToDemo(origin) })]);
  const page = await context.newPage();
  await page.goto(`${named}/partners?sort=clicks`);
  await context.clearCookies();
  await page.getByRole("navigation").getByRole("link", { name: "Commissions", exact: true }).click();
  await page.waitForURL(`${named}/sign-in`);
  await page.getByRole("button", { name: /as the brand’s admin/i }).click();
  await page.waitForURL(`${named}/commissions`);
  await page.getByRole("heading", { name: "Commissions" }).waitFor();
});

test.each(["//evil.example", "https://evil.example/overview", "/api/auth/signout", ""])(
  "the way to sign in again makes no browser remember %j",
  async (way) => {
    const sent = await open(`/sign-in/again?${new URLSearchParams({ way })}`);
    expect(sent).toEqual({ location: "/sign-in", cookie: null });
  },
);

test.each([
  "//evil.example",
  "https://evil.example/overview",
  "/\\evil.example",
  "/partners/%2f%2fevil.example",
  "/api/auth/signout",
  "/overview/../api/auth/signout",
])("a browser that says it was on the way to %s goes to Overview, and the cookie is gone", async (way) => {
  const home = await open("/home", `${await signInToDemo(origin)}; openpartner-way=${way}`);
  expect([home.location, home.cookie?.split(";")[0]]).toEqual(["/overview", "openpartner-way="]);
});

test.each(["/sign-in", "/install", "/demo", "//overview", "/partners/%2f%2fevil"])(
  "asking for %s makes no browser remember anything",
  async (path) => {
    expect((await open(path)).cookie).toBeNull();
  },
);
