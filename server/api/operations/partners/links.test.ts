import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/platform/ids";
import { type Change, listenForChanges } from "@/server/platform/notify/changes";
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

describe("a link", () => {
  it("gets a code that people can read aloud, and leads to the program's destination", async () => {
    const link = await shop.call("POST", "/links", { partnerId, programId });
    expect(link).toMatchObject({ partnerId, programId, status: "active", destinationUrl: null });
    expect(link["code"]).toMatch(/^[2-9a-hjkmnp-z]{8}$/);
    expect(link["url"]).toBe(`http://localhost:3000/r/${link["code"]}`);
  });

  it("keeps the code that was wanted, which nobody else gets, also when two come at once", async () => {
    const json = { partnerId, programId, code: "Summer_25-a" };
    const replies = await Promise.all([1, 2].map(() => shop.send("POST", "/links", { json })));
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409]);
    expect(replies.find((reply) => reply.status === 409)?.json).toMatchObject({ error: "code_taken" });
    const otherCase = await shop.call("POST", "/links", { ...json, code: "summer_25-a" });
    expect(otherCase["code"]).toBe("summer_25-a");
  });

  it.each(["ab", "a".repeat(65), "a b", "a/b", "ä-b", "a.b", ""])('refuses the code "%s"', async (code) => {
    const reply = await shop.send("POST", "/links", { json: { partnerId, programId, code } });
    expect(reply).toMatchObject({ status: 400, json: { error: "invalid_body" } });
  });

  it("leads only where its program allows", async () => {
    const json = { partnerId, programId };
    const inside = "https://eu.brand.shop/deal";
    expect(await shop.call("POST", "/links", { ...json, destinationUrl: inside })).toMatchObject({
      destinationUrl: inside,
    });
    for (const destinationUrl of [
      "https://evilbrand.shop/",
      "//brand.shop",
      "https://brand.shop:8443/",
      "x",
    ]) {
      const reply = await shop.send("POST", "/links", { json: { ...json, destinationUrl } });
      expect(reply).toMatchObject({
        status: 400,
        json: { error: "invalid_body", detail: [{ path: "destinationUrl" }] },
      });
    }
  });

  it("needs a partner who is enrolled, and both must exist", async () => {
    const stranger = await shop.makePartner();
    const revoked = await shop.makePartner([programId]);
    await shop.call("POST", `/partners/${revoked}/revoke`);
    const cases = [
      [{ partnerId: stranger, programId }, 409, "not_enrolled"],
      [{ partnerId: revoked, programId }, 409, "conflict"],
      [{ partnerId: newId(), programId }, 404, "partner_not_found"],
      [{ partnerId, programId: newId() }, 404, "program_not_found"],
      [{ partnerId: "x", programId }, 400, "invalid_body"],
    ] as const;
    for (const [json, status, error] of cases) {
      expect(await shop.send("POST", "/links", { json })).toMatchObject({ status, json: { error } });
    }
  });

  it("is paused, started and led elsewhere, each without touching the rest", async () => {
    const id = await shop.make("/links", { partnerId, programId });
    const destinationUrl = "https://www.brand.com/sale";
    expect(await shop.call("PATCH", `/links/${id}`, { destinationUrl })).toMatchObject({ status: "active" });
    expect(await shop.call("PATCH", `/links/${id}`, { status: "paused" })).toMatchObject({ destinationUrl });
    expect(
      await shop.call("PATCH", `/links/${id}`, { destinationUrl: null, status: "active" }),
    ).toMatchObject({
      destinationUrl: null,
      status: "active",
    });
    const json = { destinationUrl: "https://evil.com/" };
    expect((await shop.send("PATCH", `/links/${id}`, { json })).status).toBe(400);
    expect(await shop.send("PATCH", `/links/${newId()}`, { json: {} })).toMatchObject({
      status: 404,
      json: { error: "link_not_found" },
    });
  });

  it("is listed newest first, by partner, program and status", async () => {
    const mine = await shop.makePartner([programId]);
    const [first, second] = [
      await shop.make("/links", { partnerId: mine, programId }),
      await shop.make("/links", { partnerId: mine, programId, status: "paused" }),
    ];
    expect(await listed(`?partnerId=${mine}`)).toEqual([second, first]);
    expect(await listed(`?partnerId=${mine}&programId=${programId}&status=active`)).toEqual([first]);
    expect(await listed(`?partnerId=${mine}&limit=1&cursor=${second}`)).toEqual([first]);
    expect(await listed(`?programId=${newId()}`)).toEqual([]);
  });
});

describe("a partner's own key", () => {
  it("makes, sees and pauses that partner's links and no others", async () => {
    const mine = await shop.makePartner([programId]);
    const key = await shop.makePartnerKey(mine);
    const foreign = await shop.make("/links", { partnerId, programId });
    const made = await shop.send("POST", "/links", { key, json: { partnerId: mine, programId } });
    expect(made.status).toBe(201);
    const { id } = made.json as { id: string };
    expect((await shop.send("POST", "/links", { key, json: { partnerId, programId } })).status).toBe(403);
    expect((await shop.send("GET", "/links", { key })).json).toMatchObject({ data: [{ id }] });
    expect((await shop.send("GET", `/links?partnerId=${partnerId}`, { key })).json).toEqual({
      data: [],
      nextCursor: null,
    });
    const pause = { key, json: { status: "paused" } };
    expect(await shop.send("PATCH", `/links/${id}`, pause)).toMatchObject({ json: { status: "paused" } });
    expect((await shop.send("PATCH", `/links/${foreign}`, pause)).status).toBe(404);
    const lead = { key, json: { destinationUrl: "https://www.brand.com/x" } };
    expect((await shop.send("PATCH", `/links/${id}`, lead)).status).toBe(403);
  });
});

describe("other processes hear", () => {
  it("of a link that is new or changed, and of each link of a partner whose standing changed", async () => {
    const heard: Change[] = [];
    const { stop } = await listenForChanges(
      shop.world.database.url,
      (change) => heard.push(change),
      () => undefined,
    );
    const mine = await shop.makePartner([programId]);
    const steps = [
      () => shop.call("POST", "/links", { partnerId: mine, programId, code: "heard" }),
      () => shop.call("POST", `/partners/${mine}/revoke`),
      () => shop.call("POST", `/partners/${mine}/revoke`),
      () => shop.call("POST", `/partners/${mine}/reinstate`),
      () => shop.call("DELETE", `/programs/${programId}/partners/${mine}`),
      () => shop.call("PUT", `/programs/${programId}/partners/${mine}`),
    ];
    for (const step of steps) await step();
    const expected = Array.from({ length: 5 }, () => ({
      kind: "link",
      key: "heard",
      brandId: shop.world.brandId,
    }));
    await expect.poll(() => heard).toEqual(expected);
    await stop();
  });

  it("of the whole brand when a partner has more links than are worth naming", async () => {
    const mine = await shop.makePartner([programId]);
    for (let made = 0; made < 101; made++) await shop.make("/links", { partnerId: mine, programId });
    const heard: Change[] = [];
    const { stop } = await listenForChanges(
      shop.world.database.url,
      (change) => heard.push(change),
      () => undefined,
    );
    await shop.call("POST", `/partners/${mine}/revoke`);
    await expect
      .poll(() => heard)
      .toEqual([{ kind: "brand", key: shop.world.brandId, brandId: shop.world.brandId }]);
    await stop();
  });
});

async function listed(query: string): Promise<string[]> {
  const page = await shop.call("GET", `/links${query}`);
  return (page["data"] as { id: string }[]).map((row) => row.id);
}
