import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mails } from "@/db/schema/delivery/mail";
import { members } from "@/db/schema/tenant/brand";
import { now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { openShop, type Shop } from "@/tests/support/brand/shop";
import { applyToProgram } from "./apply";

const CONSOLE = path.join(process.cwd(), "app/(console)");
const OWNER = "owner@acme.example";
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.drop());

it("the mail about an application leads to a page of the console", async () => {
  const { world, makeProgram, call } = shop;
  const { database, services, brandId } = world;
  await database.inBrand(brandId, ({ orm }) =>
    orm.insert(members).values({
      brandId,
      id: newId(),
      email: OWNER,
      name: "Olive",
      role: "owner",
      createdAt: now(),
      joinedAt: now(),
    }),
  );
  const programId = await makeProgram({ slug: "open" });
  await call("PUT", `/programs/${programId}/signup`, { policy: "review" });
  const applying = {
    programSlug: "open",
    email: "new@partners.test",
    name: "New",
    website: null,
    message: null,
  };
  await applyToProgram(services, brandId, applying, "192.0.2.1");
  const [mail] = await database.inBrand(brandId, ({ orm }) => orm.select().from(mails));
  const { url } = JSON.parse(services.secrets.decrypt(mail?.sealed ?? "")) as { url: string };
  expect([mail?.recipient, mail?.template]).toEqual([OWNER, "application_received"]);
  expect(existsSync(path.join(CONSOLE, new URL(url).pathname, "page.tsx")), url).toBe(true);
});
