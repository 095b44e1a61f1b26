import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { caller } from "@/server/api/trpc/router";
import { readAccess, urlOf } from "@/server/platform/embedded/access";
import { newId } from "@/server/platform/ids";
import { openDatabase } from "@/server/platform/postgres/database";
import { launchChromium } from "../../support/browser/chromium";
import { type BuiltServer, SERVER_ADMIN_KEY } from "../../support/server/built-server";
import { servicesOn } from "../../support/world";
import { servers } from "../servers";
import { signInByMail } from "./sign-in";

const EMAIL = "sam@everywhere.example";
/** Words that only one brand's pages have, each in the brand's name, its programs and its links. */
const BRANDS = { home: "Alderbrook", birch: "Birchfield", cedar: "Cedarholm" } as const;
type Brand = keyof typeof BRANDS;

const { start } = servers();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("who is on one brand's team and two rosters signs in once and switches, and sees nothing of where they were", async () => {
  const server = await start();
  await server.ready();
  const origin = `http://localhost:${server.port}`;
  await openHome(server);
  await openRosters(server, ["birch", "cedar"]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInByMail(page, origin, EMAIL);
  await showsOnly(page, "home");

  await switchTo(page, `${BRANDS.birch}, as a partner`, "**/portal");
  await showsOnly(page, "birch");
  await page.getByRole("link", { name: "Links" }).click();
  await page.getByText("/r/birchfield-sam").first().waitFor();
  await showsOnly(page, "birch");
  const second = await context.newPage();
  await second.goto(`${origin}/portal/links`);
  await showsOnly(second, "birch");

  await switchTo(page, `${BRANDS.cedar}, as a partner`, "**/portal");
  await showsOnly(page, "cedar");
  await page.getByRole("link", { name: "Links" }).click();
  await page.getByText("/r/cedarholm-sam").first().waitFor();
  await showsOnly(page, "cedar");
  // Neither what the browser keeps of visited pages nor another tab shows the former brand.
  await page.goBack();
  await page.goBack();
  await showsOnly(page, "cedar");
  await second.getByText(BRANDS.cedar).first().waitFor();
  await showsOnly(second, "cedar");

  await switchTo(page, BRANDS.home, "**/overview");
  await showsOnly(page, "home");
  await page.goto(`${origin}/portal/links`);
  await page.waitForURL("**/overview");
});

/** The brand of this installation, with the person on its team. */
async function openHome(server: BuiltServer): Promise<void> {
  const call = async (method: string, path: string, body: object): Promise<void> => {
    const reply = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(reply.ok, `${method} ${path}: ${reply.status}`).toBe(true);
  };
  await call("PATCH", "/settings", { name: BRANDS.home });
  await call("POST", "/members", { email: EMAIL, name: "Sam", role: "admin" });
}

/** Further brands in the same database, as a hosted service has them, each with a link of the person's. */
async function openRosters(server: BuiltServer, brands: readonly Brand[]): Promise<void> {
  const access = await readAccess(server.dataDir);
  if (!access) throw new Error("The server keeps no database of its own.");
  const database = openDatabase(urlOf(access, "openpartner"), { maxConnections: 2 });
  const services = servicesOn(database);
  for (const brand of brands) {
    const [brandId, name, slug] = [newId(), BRANDS[brand], BRANDS[brand].toLowerCase()];
    await database.asSystem(
      "install",
      (sql) =>
        sql`insert into brands (id, slug, name, created_at) values (${brandId}, ${slug}, ${name}, now())`,
    );
    const call = caller({ services, actor: { kind: "admin", brandId } });
    const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" } as const];
    const { id: programId } = await call.programs.createProgram({
      name: `${name} program`,
      slug,
      destinationUrl: `https://${slug}.example/`,
      terms: { rules },
    });
    const { id: partnerId } = await call.partners.createPartner({
      name: "Sam",
      email: EMAIL,
      programIds: [programId],
    });
    await call.links.createLink({ partnerId, programId, code: `${slug}-sam` });
  }
  services.outbound.close();
  await database.close();
}

async function switchTo(page: Page, name: string, where: string): Promise<void> {
  await page
    .locator("summary")
    .filter({ hasText: /Sam|sam@/, visible: true })
    .first()
    .click();
  await page.getByRole("button", { name, exact: true }).first().click();
  await page.waitForURL(where);
}

/** What a person can read on the page; other brands' names are in the switcher, which is folded. */
async function showsOnly(page: Page, brand: Brand): Promise<void> {
  await page.locator("summary", { hasText: BRANDS[brand] }).filter({ visible: true }).first().waitFor();
  const text = (await page.locator("body").innerText()).toLowerCase();
  const shown = Object.values(BRANDS).filter((word) => text.includes(word.toLowerCase()));
  expect(shown, page.url()).toEqual([BRANDS[brand]]);
}
