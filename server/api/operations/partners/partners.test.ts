import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outbox } from "@/db/schema/delivery/platform";
import { newId } from "@/server/platform/ids";
import { openShop, type Shop } from "@/tests/support/brand/shop";

let shop: Shop;
let program: string;
beforeAll(async () => {
  shop = await openShop();
  program = await shop.makeProgram();
});
afterAll(() => shop.drop());

const address = () => `${newId().toLowerCase()}@partners.test`;

async function messagesAbout(subject: string): Promise<string[]> {
  const { database, brandId } = shop.world;
  const rows = await database.inBrand(brandId, ({ orm }) => orm.select().from(outbox).orderBy(outbox.id));
  return rows.filter((row) => row.subject === subject).map((row) => row.topic);
}

describe("a new partner", () => {
  it("is active from now on and enrolled in every active program", async () => {
    const paused = await shop.makeProgram({ status: "paused" });
    const partner = await shop.call("POST", "/partners", { name: "Ann", email: address() });
    expect(partner).toMatchObject({ name: "Ann", status: "active", invitedAt: null });
    expect(partner["programIds"]).toContain(program);
    expect(partner["programIds"]).not.toContain(paused);
    expect(partner["periods"]).toEqual([
      { from: partner["createdAt"], to: null, endedBy: null, reason: null },
    ]);
    expect(await messagesAbout(String(partner["id"]))).toEqual(["partner.created"]);
  });

  it("is in the programs that were named, once each, or in none", async () => {
    const named = { name: "Ann", email: address(), programIds: [program, program.toLowerCase()] };
    expect(await shop.call("POST", "/partners", named)).toMatchObject({ programIds: [program] });
    const none = { name: "Ann", email: address(), programIds: [] };
    expect(await shop.call("POST", "/partners", none)).toMatchObject({ programIds: [], enrollments: [] });
  });

  it("is not added where a program does not exist", async () => {
    const email = address();
    const wrong = await shop.send("POST", "/partners", { json: { name: "A", email, programIds: [newId()] } });
    expect(wrong).toMatchObject({ status: 404, json: { error: "program_not_found" } });
    expect((await shop.send("POST", "/partners", { json: { name: "A", email } })).status).toBe(201);
  });

  it("is asked in by mail when that is wished", async () => {
    const partner = await shop.call("POST", "/partners", { name: "A", email: address(), sendInvite: true });
    expect(partner["invitedAt"]).toBe(partner["createdAt"]);
    expect(await messagesAbout(String(partner["id"]))).toEqual(["partner.created", "partner.invite"]);
  });

  it("has an address of its own, in whatever case, also when two come at once", async () => {
    const email = address();
    const replies = await Promise.all(
      [email, email.toUpperCase(), email].map((one) =>
        shop.send("POST", "/partners", { json: { name: "A", email: one } }),
      ),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409]);
    expect(replies.find((reply) => reply.status === 409)?.json).toMatchObject({ error: "email_taken" });
  });
});

describe("a partner's record", () => {
  it("changes only in what is sent", async () => {
    const id = await shop.makePartner();
    const before = await shop.call("GET", `/partners/${id}`);
    const after = await shop.call("PATCH", `/partners/${id}`, { name: "Bob" });
    expect(after).toEqual({ ...before, name: "Bob" });
  });

  it("does not take another partner's address, but its own in another case", async () => {
    const [id, other] = [await shop.makePartner(), await shop.makePartner()];
    const taken = String((await shop.call("GET", `/partners/${other}`))["email"]);
    const own = String((await shop.call("GET", `/partners/${id}`))["email"]);
    const reply = await shop.send("PATCH", `/partners/${id}`, { json: { email: taken.toUpperCase() } });
    expect(reply).toMatchObject({ status: 409, json: { error: "email_taken" } });
    const changed = await shop.call("PATCH", `/partners/${id}`, { email: own.toUpperCase() });
    expect(changed["email"]).toBe(own.toUpperCase());
  });

  it.each(["GET", "PATCH"])("that is not there is 404 to %s", async (method) => {
    for (const id of [newId(), "no-id"]) {
      const reply = await shop.send(method, `/partners/${id}`, method === "GET" ? {} : { json: {} });
      expect(reply).toMatchObject({ status: 404, json: { error: "partner_not_found" } });
    }
  });
});

describe("the roster", () => {
  it("is listed newest first, page by page", async () => {
    const made = [await shop.makePartner(), await shop.makePartner(), await shop.makePartner()];
    const first = await shop.call("GET", "/partners?limit=2");
    expect(ids(first)).toEqual([made[2], made[1]]);
    expect(ids(await shop.call("GET", `/partners?limit=1&cursor=${first["nextCursor"]}`))).toEqual([made[0]]);
  });

  it("is filtered by status, program and a part of the name or address", async () => {
    const mine = await shop.makeProgram();
    const [active, revoked] = [await shop.makePartner([mine]), await shop.makePartner([mine])];
    await shop.call("POST", `/partners/${revoked}/revoke`, {});
    await shop.call("PATCH", `/partners/${active}`, { name: "100%_Zoë" });
    expect(ids(await shop.call("GET", `/partners?programId=${mine}`))).toEqual([revoked, active]);
    expect(ids(await shop.call("GET", `/partners?programId=${mine}&status=active`))).toEqual([active]);
    expect(ids(await shop.call("GET", `/partners?programId=${mine}&status=revoked`))).toEqual([revoked]);
    expect(ids(await shop.call("GET", `/partners?q=${encodeURIComponent("0%_zoë")}`))).toEqual([active]);
    expect(ids(await shop.call("GET", `/partners?programId=${mine}&q=%25`))).toEqual([active]);
    expect(ids(await shop.call("GET", `/partners?programId=${mine}&q=PARTNERS.TEST`))).toHaveLength(2);
  });

  it("refuses filters it does not know", async () => {
    const reply = await shop.send("GET", "/partners?state=active");
    expect(reply).toMatchObject({ status: 400, json: { error: "invalid_query" } });
  });
});

describe("revoking and reinstating", () => {
  it("end one period and begin another, with who and why; each repeated changes nothing", async () => {
    const id = await shop.makePartner();
    const revoked = await shop.call("POST", `/partners/${id}/revoke`, { reason: "spam" });
    expect(revoked).toMatchObject({ status: "revoked", periods: [{ endedBy: "admin", reason: "spam" }] });
    expect(await shop.call("POST", `/partners/${id}/revoke`, { reason: "again" })).toEqual(revoked);
    const back = await shop.call("POST", `/partners/${id}/reinstate`);
    expect(back).toMatchObject({ status: "active", periods: [{ reason: "spam" }, { to: null }] });
    expect(await shop.call("POST", `/partners/${id}/reinstate`)).toEqual(back);
    expect(await messagesAbout(id)).toEqual(["partner.created", "partner.revoked", "partner.activated"]);
  });

  it("at once from two sides happen once", async () => {
    const id = await shop.makePartner();
    const both = (action: string) =>
      Promise.all([1, 2, 3].map(() => shop.send("POST", `/partners/${id}/${action}`)));
    expect((await both("revoke")).map((reply) => reply.status)).toEqual([200, 200, 200]);
    expect((await both("reinstate")).map((reply) => reply.status)).toEqual([200, 200, 200]);
    expect((await shop.call("GET", `/partners/${id}`))["periods"]).toHaveLength(2);
    expect(await messagesAbout(id)).toHaveLength(3);
  });

  it("decide whether a partner can be invited", async () => {
    const id = await shop.makePartner();
    expect((await shop.call("POST", `/partners/${id}/invite`))["invitedAt"]).not.toBeNull();
    await shop.call("POST", `/partners/${id}/revoke`);
    const reply = await shop.send("POST", `/partners/${id}/invite`);
    expect(reply).toMatchObject({ status: 409, json: { error: "conflict" } });
  });
});

describe("a partner's own key", () => {
  it("sees that partner alone, and not what the brand noted", async () => {
    const [id, other] = [await shop.makePartner(), await shop.makePartner()];
    const key = await shop.makePartnerKey(id);
    await shop.call("POST", `/partners/${id}/revoke`, { reason: "suspicious" });
    const own = await shop.send("GET", `/partners/${id}`, { key });
    expect(own).toMatchObject({ status: 200, json: { id, periods: [{ endedBy: null, reason: null }] } });
    const list = await shop.send("GET", "/partners", { key });
    expect(list.json).toMatchObject({ data: [{ id }], nextCursor: null });
    const reply = await shop.send("GET", `/partners/${other}`, { key });
    expect(reply).toMatchObject({ status: 404, json: { error: "partner_not_found" } });
  });

  it.each([
    ["POST", "/partners"],
    ["PATCH", "/partners/:id"],
    ["POST", "/partners/:id/invite"],
    ["POST", "/partners/:id/revoke"],
    ["POST", "/partners/:id/reinstate"],
    ["PUT", "/programs/:program/partners/:id"],
    ["DELETE", "/programs/:program/partners/:id"],
    ["POST", "/coupons"],
  ])("may not %s %s", async (method, path) => {
    const id = await shop.makePartner([program]);
    const key = await shop.makePartnerKey(id);
    const target = path.replace(":id", id).replace(":program", program);
    const json = { name: "A", email: address(), partnerId: id, programId: program };
    expect((await shop.send(method, target, { key, json })).status).toBe(403);
  });
});

function ids(page: Record<string, unknown>): string[] {
  return (page["data"] as { id: string }[]).map((row) => row.id);
}
