import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "@/tests/support/brand/shop";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.call("PATCH", "/settings", { name: "Acme", supportEmail: "help@acme.test" });
});
afterAll(() => shop.drop());

type Letter = { template: string; recipient: string; data: Record<string, unknown> };

async function letters(): Promise<Letter[]> {
  const { database, services } = shop.world;
  const rows = await database.asSystem(
    "send mail",
    (sql) => sql<{ template: string; recipient: string; sealed: string }[]>`
      delete from mails where template like 'address_%' returning template, recipient, sealed`,
  );
  return rows.map(({ sealed, ...row }) => ({ ...row, data: JSON.parse(services.secrets.decrypt(sealed)) }));
}

it("a change of a partner's address is told to both addresses, neither of which learns the other in full", async () => {
  const id = await shop.make("/partners", { name: "Mara", email: "mara@old.test" });
  await shop.call("PATCH", `/partners/${id}`, { email: "mara.lind@new.test" });
  expect(await letters()).toMatchObject([
    {
      template: "address_changed",
      recipient: "mara.lind@new.test",
      data: { name: "Mara", other: "m…@old.test", contact: "help@acme.test" },
    },
    { template: "address_left", recipient: "mara@old.test", data: { other: "m…@new.test" } },
  ]);
});

it("another name, or another way to write the same address, is told to nobody", async () => {
  const id = await shop.make("/partners", { name: "Theo", email: "theo@partners.test" });
  await shop.call("PATCH", `/partners/${id}`, { name: "Theo Lind" });
  await shop.call("PATCH", `/partners/${id}`, { email: "Theo@partners.test" });
  expect(await letters()).toEqual([]);
});
