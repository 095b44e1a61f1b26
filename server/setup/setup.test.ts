import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mails } from "@/db/schema/delivery/mail";
import { members } from "@/db/schema/tenant/brand";
import { handleAuth } from "@/server/auth/sign-in/handle";
import { openShop, type Shop } from "@/tests/support/brand/shop";
import { ADMIN_KEY } from "@/tests/support/world";
import { type Installing, install, installCode, isInstallOpen, tryInstall } from "./install";
import { sendTestSale } from "./test-sale";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.drop());

function installing(email: string, more: Partial<Installing> = {}): Installing {
  return {
    code: installCode(shop.world.services.secrets),
    admin: { email, name: "Ada" },
    brand: { name: "Acme", currency: "EUR", timeZone: "Europe/Berlin" },
    program: {
      name: "Friends",
      slug: "friends",
      destinationUrl: "https://acme.example/",
      terms: { rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }] },
    },
    ...more,
  };
}

const put = (email: string, more?: Partial<Installing>) =>
  install(shop.world.services, shop.world.brandId, installing(email, more));

async function useLastLink(): Promise<void> {
  const { services, brandId, database } = shop.world;
  const rows = await database.inBrand(brandId, ({ orm }) => orm.select().from(mails));
  const last = rows.sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
  const { url } = JSON.parse(services.secrets.decrypt(last?.sealed ?? "")) as { url: string };
  const request = new Request(`${services.appUrl}/api/auth/callback/email`, {
    method: "POST",
    headers: { origin: services.appUrl, "content-type": "application/x-www-form-urlencoded" },
    body: new URL(url).searchParams,
  });
  const reply = await handleAuth(services, request, "192.0.2.1");
  expect(reply.headers.getSetCookie().join()).toContain("openpartner-session=");
}

describe("the installation", () => {
  it("makes the owner, the brand's name and the first program, and is closed once the owner has signed in", async () => {
    const { services, brandId } = shop.world;
    await put("ada@acme.example");
    expect(await isInstallOpen(services, brandId)).toBe(true);
    expect(await shop.call("GET", "/settings")).toMatchObject({ name: "Acme", currency: "EUR" });
    expect((await shop.call("GET", "/programs"))["data"]).toMatchObject([
      { slug: "friends", currency: "EUR" },
    ]);
    await useLastLink();
    expect(await isInstallOpen(services, brandId)).toBe(false);
    await expect(put("eve@evil.example")).rejects.toMatchObject({ code: "installed" });
  });

  it("can be corrected until then, and leaves one owner", async () => {
    await put("tyop@acme.example");
    await put("ada@acme.example");
    const { database, brandId } = shop.world;
    const rows = await database.inBrand(brandId, ({ orm }) => orm.select().from(members));
    expect(rows.map(({ email, role }) => [email, role])).toEqual([["ada@acme.example", "owner"]]);
  });

  it("is done as a whole or not at all", async () => {
    const program = { ...installing("").program, destinationUrl: "no address" };
    await expect(put("ada@acme.example", { program })).rejects.toMatchObject({ code: "invalid_body" });
    const { database, brandId } = shop.world;
    expect(await database.inBrand(brandId, ({ orm }) => orm.select().from(members))).toEqual([]);
    expect(await shop.call("GET", "/settings")).toMatchObject({ name: "My brand" });
  });

  it("can be tried step by step: what is wrong is said, and nothing is left", async () => {
    const { services, brandId, database } = shop.world;
    const { program, ...you } = installing("ada@acme.example");
    await tryInstall(services, brandId, { ...you, program: null });
    await tryInstall(services, brandId, { ...you, program });
    const nowhere = { ...program, destinationUrl: "no address" };
    const refused = tryInstall(services, brandId, { ...you, program: nowhere });
    await expect(refused).rejects.toMatchObject({ code: "invalid_body" });
    const unknown = { ...you, brand: { ...you.brand, timeZone: "Europe/Atlantis" }, program: null };
    await expect(tryInstall(services, brandId, unknown)).rejects.toMatchObject({ code: "invalid_body" });
    const left = await database.inBrand(brandId, async ({ sql }) => ({
      rows: (await sql`select from members union all select from mails union all select from outbox`).length,
      brands: await sql<{ name: string }[]>`select name from brands`,
    }));
    expect(left).toEqual({ rows: 0, brands: [{ name: "My brand" }] });
  });

  it.each(["", "00000000000000000000", ADMIN_KEY])("is refused with the code %j", async (code) => {
    await expect(put("ada@acme.example", { code })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a test sale", () => {
  it("shows each step as it would really be, and leaves nothing", async () => {
    const { world } = shop;
    await shop.makeProgram();
    const before = await everything();
    const steps = await sendTestSale(world.ctx);
    expect(
      steps.map(({ step, entries }) => [step, entries.map((one) => `${one.amount} ${one.status}`)]),
    ).toEqual([
      ["click", []],
      ["identity", []],
      ["signup", []],
      ["sale", ["2000 pending"]],
      ["refund", expect.arrayContaining(["1500 pending"])],
    ]);
    expect(await everything()).toEqual(before);
  });

  it("needs an active program", async () => {
    await expect(sendTestSale(shop.world.ctx)).rejects.toMatchObject({ code: "program_not_found" });
  });

  /** How many rows each table has. */
  async function everything(): Promise<Record<string, string>> {
    return shop.world.database.asSystem("install", async (sql) => {
      const tables = await sql<{ name: string }[]>`
        select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname = current_schema() and relname <> 'schema_migrations'`;
      const counts: Record<string, string> = {};
      for (const { name } of tables) {
        const [row] = await sql`select count(*)::text as count from ${sql(name)}`;
        counts[name] = String(row?.["count"]);
      }
      return counts;
    });
  }
});
