import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caller } from "@/server/api/trpc/router";
import type { Actor } from "@/server/auth/context";
import { HOUR_MS, MINUTE_MS } from "@/server/platform/clock";
import { type Id, newId, parseId } from "@/server/platform/ids";
import { type Earner, openPayer, type Payer } from "@/tests/support/brand/payer";

let payer: Payer;
const BANK = "Ada Lind\nDE02 1203 0000 0000 2020 51";

beforeAll(async () => {
  payer = await openPayer();
});
afterAll(() => payer.drop());

/** What a partner who is signed in may call about how they are paid. */
function as({ id }: Earner) {
  const { services, brandId } = payer.world;
  const partnerId = parseId(id) ?? newId();
  const actor: Actor = { kind: "portal", brandId, sessionId: newId(), partnerId, email: "in@partners.test" };
  return caller({ services, actor }).payoutMethods;
}
const byBrand = (partner: Earner, method = "GET", body?: object) =>
  payer.call(method, `/partners/${partner.id}/payout-method`, body);
const railOf = async (partnerId: string) =>
  (await payer.run({ partnerIds: [partnerId] })).planned.map(({ rail }) => rail);
const offer = (...partnerPayoutRails: string[]) => payer.call("PATCH", "/settings", { partnerPayoutRails });

describe("a partner who is signed in", () => {
  test("chooses how they are paid, from the next payout that is planned on", async () => {
    const partner = await payer.earner();
    expect(await railOf(partner.id)).toEqual(["stripe_connect"]);
    const chosen = await as(partner).setPayoutMethod({
      id: partner.id,
      rail: "paypal_file",
      recipient: "ada@paypal.test",
    });
    expect(chosen).toMatchObject({ preference: "paypal_file", recipient: "ada@paypal.test", blocked: null });
    const { data } = await payer.call("GET", `/payouts?partnerId=${partner.id}`);
    expect(data).toMatchObject([{ rail: "stripe_connect", status: "planned" }]);
    await payer.sell(partner, "50.00");
    expect(await railOf(partner.id)).toEqual(["paypal_file"]);
  });

  test("goes back to the brand's usual way, whatever that becomes", async () => {
    const partner = await payer.earner();
    const own = as(partner);
    await own.setPayoutMethod({ id: partner.id, rail: "manual" });
    const back = await own.setPayoutMethod({ id: partner.id, rail: null });
    expect(back).toMatchObject({ preference: null, rail: "auto", usual: "auto" });
    expect(await railOf(partner.id)).toEqual(["stripe_connect"]);
  });

  test("is refused a way that the brand does not offer, and keeps one that it has set", async () => {
    const [partner, set] = [await payer.earner(), await payer.earner()];
    await byBrand(set, "PUT", { rail: "wise_file" });
    await offer("paypal_file");
    const refused = as(partner).setPayoutMethod({ id: partner.id, rail: "wise_file" });
    await expect(refused).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("PayPal"),
    });
    expect((await as(partner).getPayoutMethod({ id: partner.id })).choices).toEqual(["paypal_file"]);
    await as(set).setPayoutMethod({ id: set.id, rail: "wise_file", recipient: "w@wise.test" });
    await offer("stripe_connect", "manual", "paypal_file", "wise_file");
    expect(await byBrand(set)).toMatchObject({ rail: "wise_file", recipient: "w@wise.test" });
  });

  test("changes it five times an hour, and what is refused changes nothing and mails nobody", async () => {
    const partner = await payer.earner();
    const own = as(partner);
    const to = (recipient: string) =>
      own.setPayoutMethod({ id: partner.id, rail: "paypal_file", recipient: `${recipient}@paypal.test` });
    for (const recipient of ["a", "b", "c", "d", "e"]) await to(recipient);
    const mails = async () => (await payer.call("GET", "/mails"))["data"] as unknown[];
    const before = await mails();
    await expect(to("f")).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: expect.stringMatching(
        /^How you are paid was changed 5 times within an hour\. Change it again in \d+ minutes\.$/,
      ),
    });
    expect(await mails()).toEqual(before);
    expect(await own.getPayoutMethod({ id: partner.id })).toMatchObject({ recipient: "e@paypal.test" });
    // Saying again what holds is no change, and the brand is not limited.
    expect(await to("e")).toMatchObject({ recipient: "e@paypal.test" });
    expect(await byBrand(partner, "PUT", { rail: "manual" })).toMatchObject({ rail: "manual" });
    payer.clock.now += HOUR_MS + MINUTE_MS;
    expect(await to("g")).toMatchObject({ recipient: "g@paypal.test" });
  });

  test("does not find another partner's method, and changes none", async () => {
    const [partner, other] = [await payer.earner(), await payer.earner()];
    const foreign = { id: other.id, rail: "paypal_file" as const, recipient: "mine@paypal.test" };
    await expect(as(partner).setPayoutMethod(foreign)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(as(partner).getPayoutMethod({ id: other.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await byBrand(other)).toMatchObject({ preference: null });
  });
});

describe("where a payment by hand goes", () => {
  test("is seen by the partner and by who pays, and stays when only the way changes", async () => {
    const partner = await payer.earner();
    await as(partner).setPayoutMethod({ id: partner.id, rail: "manual", instructions: BANK });
    expect((await as(partner).getPayoutMethod({ id: partner.id })).instructions).toBe(BANK);
    expect((await byBrand(partner))["instructions"]).toBe(BANK);
    await byBrand(partner, "PUT", { rail: "auto" });
    expect((await as(partner).setPayoutMethod({ id: partner.id, rail: "manual" })).instructions).toBe(BANK);
    const none = await as(partner).setPayoutMethod({ id: partner.id, rail: "manual", instructions: null });
    expect(none.instructions).toBeNull();
  });

  test("is hidden from viewers, from keys that only read and from partners' keys, which change nothing", async () => {
    const partner = await payer.earner();
    await as(partner).setPayoutMethod({ id: partner.id, rail: "manual", instructions: BANK });
    const { services, brandId } = payer.world;
    const viewer = {
      kind: "member",
      brandId,
      sessionId: newId(),
      memberId: newId(),
      email: "v@brand.test",
    } as const;
    const reader = {
      kind: "secret",
      brandId,
      keyId: newId() as Id,
      scopes: new Set(["payouts:read"] as const),
    } as const;
    for (const actor of [{ ...viewer, role: "viewer" } as const, reader]) {
      const seen = await caller({ services, actor }).payoutMethods.getPayoutMethod({ id: partner.id });
      expect(seen).toMatchObject({ rail: "manual", instructions: null });
    }
    const key = await payer.makePartnerKey(partner.id);
    const path = `/partners/${partner.id}/payout-method`;
    expect((await payer.send("GET", path, { key })).json).toMatchObject({ instructions: null });
    const put = await payer.send("PUT", path, { key, json: { rail: "paypal_file", recipient: "x@y.test" } });
    expect(put.status).toBe(403);
  });

  test("is kept encrypted", async () => {
    const partner = await payer.earner();
    await as(partner).setPayoutMethod({ id: partner.id, rail: "manual", instructions: BANK });
    const [row] = await payer.world.database.asSystem(
      "install",
      (sql) =>
        sql<
          { instructions: string }[]
        >`select instructions from payout_methods where partner_id = ${partner.id}`,
    );
    expect(row?.instructions).not.toContain("1203");
    expect(row?.instructions.length).toBeGreaterThan(BANK.length);
  });
});
