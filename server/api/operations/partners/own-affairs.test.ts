import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caller } from "@/server/api/trpc/router";
import type { Actor } from "@/server/auth/context";
import { type Id, newId } from "@/server/platform/ids";
import { openShop, type Shop } from "@/tests/support/brand/shop";

let shop: Shop;
let mara: Id;
let theo: Id;

beforeAll(async () => {
  shop = await openShop();
  mara = await shop.make("/partners", { name: "Mara", email: "mara@partners.test" });
  theo = await shop.make("/partners", { name: "Theo", email: "theo@partners.test" });
});
afterAll(() => shop.drop());

/** The procedures as a partner who is signed in may call them. */
function as(partnerId: Id) {
  const { services, brandId } = shop.world;
  const actor: Actor = { kind: "portal", brandId, sessionId: newId(), partnerId, email: "signed@in.test" };
  return caller({ services, actor });
}

describe("a partner who is signed in", () => {
  it("changes their name, and not the address that they sign in with", async () => {
    const own = as(mara).partners;
    expect((await own.updatePartner({ id: mara, name: "Mara Lind" })).name).toBe("Mara Lind");
    const moved = own.updatePartner({ id: mara, email: "else@partners.test" });
    await expect(moved).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(own.updatePartner({ id: theo, name: "Nobody" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("says which mail they want, which holds for their address alone", async () => {
    const { setPartnerMail, getPartnerMail } = as(mara).partners;
    expect(await getPartnerMail({ id: mara })).toEqual({ payouts: true, reviews: true, notices: true });
    await setPartnerMail({ id: mara, payouts: false });
    expect(await getPartnerMail({ id: mara })).toEqual({ payouts: false, reviews: true, notices: true });
    expect((await as(theo).partners.getPartnerMail({ id: theo })).payouts).toBe(true);
    expect((await setPartnerMail({ id: mara, payouts: true })).payouts).toBe(true);
  });

  it("makes a key of their own, which finds their rows alone, and ends it", async () => {
    const { createApiKey, listApiKeys, revokeApiKey } = as(mara).apiKeys;
    const key = await createApiKey({ name: "Tracker", kind: "partner" });
    const seen = await shop.send("GET", "/partners", { key: key.secret });
    expect((seen.json as { data: { id: string }[] }).data.map(({ id }) => id)).toEqual([mara]);
    expect((await listApiKeys({})).data.map(({ id }) => id)).toEqual([key.id]);
    expect((await as(theo).apiKeys.listApiKeys({})).data).toEqual([]);
    const [change] = await shop.world.database.asSystem(
      "install",
      (sql) => sql<{ payload: object }[]>`select payload from outbox where topic = 'partner.key_made'`,
    );
    expect(change?.payload).toEqual({ partnerId: mara, name: "Tracker", prefix: key.prefix, byBrand: false });
    await expect(as(theo).apiKeys.revokeApiKey({ id: key.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await revokeApiKey({ id: key.id });
    expect((await listApiKeys({})).data[0]?.revokedAt).not.toBeNull();
  });

  it("makes no key that can do more, or that is somebody else's, and twenty at most", async () => {
    const { createApiKey, listApiKeys } = as(theo).apiKeys;
    const refused = [
      { name: "Brand", kind: "secret" },
      { name: "Page", kind: "publishable" },
      { name: "Other", kind: "partner", partnerId: mara },
    ] as const;
    for (const wanted of refused) {
      await expect(createApiKey(wanted)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const beyond = createApiKey({ name: "Writes", kind: "partner", scopes: ["partners:write"] });
    await expect(beyond).rejects.toMatchObject({ code: "BAD_REQUEST" });
    for (let made = 0; made < 20; made++) await createApiKey({ name: `Key ${made}`, kind: "partner" });
    await expect(createApiKey({ name: "Last", kind: "partner" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await listApiKeys({ limit: 50 })).data.length).toBe(20);
  });
});
