import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCoupon } from "@/server/partner/read";
import { newId } from "@/server/platform/ids";
import { openShop, type Shop } from "@/tests/support/brand/shop";

let shop: Shop;
let programId: string;
let partnerId: string;
beforeAll(async () => {
  shop = await openShop();
  programId = await shop.makeProgram();
  partnerId = await shop.makePartner([programId]);
});
afterAll(() => shop.drop());

describe("a coupon", () => {
  it("gets a code of its own when none was wanted", async () => {
    const coupon = await shop.call("POST", "/coupons", { partnerId, programId });
    expect(coupon).toMatchObject({ partnerId, programId, status: "active" });
    expect(coupon["code"]).toMatch(/^[2-9a-hjkmnp-z]{8}$/);
  });

  it("is found in any case, and its code is taken in every case", async () => {
    const coupon = await shop.call("POST", "/coupons", { partnerId, programId, code: "Save10" });
    expect(coupon["code"]).toBe("Save10");
    const { database, brandId } = shop.world;
    const found = await database.inBrand(brandId, (tx) => findCoupon(tx, "sAVE10"));
    expect(found?.id).toBe(coupon["id"]);
    expect(await database.inBrand(brandId, (tx) => findCoupon(tx, "SAVE1"))).toBeNull();
    const reply = await shop.send("POST", "/coupons", { json: { partnerId, programId, code: "SAVE10" } });
    expect(reply).toMatchObject({ status: 409, json: { error: "code_taken" } });
  });

  it("needs a partner who is enrolled", async () => {
    const stranger = await shop.makePartner();
    const reply = await shop.send("POST", "/coupons", { json: { partnerId: stranger, programId } });
    expect(reply).toMatchObject({ status: 409, json: { error: "not_enrolled" } });
  });

  it("is paused and started again", async () => {
    const id = await shop.make("/coupons", { partnerId, programId });
    expect(await shop.call("PATCH", `/coupons/${id}`, { status: "paused" })).toMatchObject({
      status: "paused",
    });
    expect(await shop.call("PATCH", `/coupons/${id}`, {})).toMatchObject({ status: "paused" });
    expect(await shop.call("PATCH", `/coupons/${id}`, { status: "active" })).toMatchObject({
      status: "active",
    });
    const reply = await shop.send("PATCH", `/coupons/${newId()}`, { json: {} });
    expect(reply).toMatchObject({ status: 404, json: { error: "coupon_not_found" } });
  });

  it("is listed newest first; a partner's key sees its own and changes none", async () => {
    const mine = await shop.makePartner([programId]);
    const key = await shop.makePartnerKey(mine);
    const id = await shop.make("/coupons", { partnerId: mine, programId });
    expect(await shop.call("GET", `/coupons?programId=${programId}&limit=1`)).toMatchObject({
      data: [{ id }],
      nextCursor: id,
    });
    expect((await shop.send("GET", "/coupons", { key })).json).toMatchObject({
      data: [{ id }],
      nextCursor: null,
    });
    expect((await shop.send("GET", `/coupons?partnerId=${partnerId}`, { key })).json).toMatchObject({
      data: [],
    });
    expect((await shop.send("PATCH", `/coupons/${id}`, { key, json: { status: "paused" } })).status).toBe(
      403,
    );
  });
});
