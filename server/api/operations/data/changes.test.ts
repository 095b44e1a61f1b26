import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

type Row = { id: string; area: string; kind: string; about: string | null; by: string | null };

let story: Story;
let ann: StoryPartner;
let clickId: string;
let keyId: string;

beforeAll(async () => {
  story = await openStory();
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const programId = await story.makeProgram({
    commissionApproval: "manual",
    terms: { rules, holdbackDays: 0 },
  });
  ann = await story.partner("Ann", programId);
  clickId = await story.visit(ann, story.day(5), "u1");
  const key = await story.call("POST", "/api-keys", { name: "Robot", kind: "secret" });
  keyId = String(key["id"]);
  await story.send("POST", `/programs/${programId}/terms`, {
    key: String(key["secret"]),
    json: { rules, holdbackDays: 1 },
  });
  await story.call("POST", `/clicks/${clickId}/flag`, { reason: "A farm" });
  await story.call("POST", `/clicks/${clickId}/unflag`, {});
  const [first, second] = [await story.invoice("u1"), await story.invoice("u1", { value: "50.00" })];
  const [a] = await story.entries(first.eventId);
  const [b] = await story.entries(second.eventId);
  await story.call("POST", "/commissions/bulk", { action: "approve", ids: [a?.id, b?.id] });
  await story.call("POST", `/partners/${ann.id}/revoke`, { reason: "Left" });
});
afterAll(() => story.drop());

async function changes(query = ""): Promise<{ data: Row[]; nextCursor: string | null }> {
  const reply = await story.send("GET", `/changes${query}`);
  expect(reply.status).toBe(200);
  return reply.json as unknown as { data: Row[]; nextCursor: string | null };
}

it("says what people did, to what, and who they are; what a key did, with the key's name", async () => {
  const { data } = await changes();
  expect(data.slice(0, 3)).toMatchObject([
    { area: "partners", kind: "revoked", subjectId: ann.id, by: "admin", reason: "Left" },
    { area: "commissions", kind: "approved", count: 2, by: "admin" },
    { area: "clicks", kind: "unflag", subjectId: clickId },
  ]);
  expect(data).toContainEqual(
    expect.objectContaining({ area: "terms", kind: "terms", by: keyId, keyName: "Robot" }),
  );
  expect(data).toContainEqual(
    expect.objectContaining({ area: "access", kind: "key_made", about: "Robot", by: "admin" }),
  );
});

describe("what no other table keeps is written down with who did it:", () => {
  const latest = async (area: string, times: number): Promise<unknown[]> =>
    (await changes(`?area=${area}&limit=${times}`)).data.map(({ kind, about, by }) => [kind, about, by]);
  const put = (path: string, body: object) => story.call("PATCH", path, body);

  it("keys", async () => {
    const { id } = await story.call("POST", "/api-keys", { name: "Old robot", kind: "publishable" });
    await story.send("DELETE", `/api-keys/${String(id)}`);
    await story.send("DELETE", `/api-keys/${String(id)}`);
    expect(await latest("access", 2)).toEqual([
      ["key_revoked", "Old robot", "admin"],
      ["key_made", "Old robot", "admin"],
    ]);
  });

  it("webhooks, by their host alone, for the rest of an address may be a secret", async () => {
    const url = "https://hooks.brand.com/services/T0/secret-in-the-path?token=secret-too";
    const { id } = await story.call("POST", "/webhooks", { url });
    await put(`/webhooks/${String(id)}`, { status: "paused" });
    await put(`/webhooks/${String(id)}`, { status: "active", description: "Sales" });
    await put(`/webhooks/${String(id)}`, { description: "Sales" });
    await story.call("POST", `/webhooks/${String(id)}/rotate`, {});
    await story.send("DELETE", `/webhooks/${String(id)}`);
    const kinds = ["removed", "secret", "edited", "resumed", "paused", "made"];
    expect(await latest("access", 6)).toEqual(
      kinds.map((kind) => [`webhook_${kind}`, "hooks.brand.com", "admin"]),
    );
    const { text } = await story.send("GET", "/changes");
    expect(text).not.toContain("secret-in-the-path");
  });

  it("links and coupons", async () => {
    const programId = await story.makeProgram();
    const ben = await story.partner("Ben", programId);
    const link = await story.call("POST", "/links", { partnerId: ben.id, programId, code: "ben-2" });
    await put(`/links/${String(link["id"])}`, { status: "paused" });
    await put(`/links/${String(link["id"])}`, { status: "paused" });
    const coupon = await story.call("POST", "/coupons", { partnerId: ben.id, programId, code: "BEN20" });
    await put(`/coupons/${String(coupon["id"])}`, { status: "paused" });
    expect(await latest("links", 4)).toEqual([
      ["coupon_paused", "BEN20", "admin"],
      ["coupon_made", "BEN20", "admin"],
      ["link_paused", "ben-2", "admin"],
      ["link_made", "ben-2", "admin"],
    ]);
  });

  it("domains", async () => {
    const { id } = await story.call("POST", "/domains", { host: "go.brand.com" });
    await story.send("DELETE", `/domains/${String(id)}`);
    expect(await latest("access", 2)).toEqual([
      ["domain_removed", "go.brand.com", "admin"],
      ["domain_made", "go.brand.com", "admin"],
    ]);
  });

  it("settings of the brand, each that is another now, and of programs", async () => {
    const { name } = await story.call("GET", "/settings");
    await put("/settings", { name, timeZone: "Europe/Berlin", payoutThresholds: { EUR: "50" } });
    const told = await latest("settings", 2);
    expect(new Set(told)).toEqual(
      new Set([
        ["payoutThresholds", "EUR 50.00", "admin"],
        ["timeZone", "Europe/Berlin", "admin"],
      ]),
    );
    const programId = await story.makeProgram({ name: "Autumn" });
    await put(`/programs/${programId}`, { status: "paused" });
    await put(`/programs/${programId}`, { allowSelfReferral: true });
    expect(await latest("terms", 2)).toEqual([
      ["program_settings", "Autumn", "admin"],
      ["program_paused", "Autumn", "admin"],
    ]);
  });

  it("and nothing of what was refused", async () => {
    const before = await changes();
    await story.send("POST", "/webhooks", { json: { url: "ftp://hooks.brand.com/" } });
    await story.send("PATCH", "/settings", { json: { timeZone: "Mars/Olympus" } });
    expect(await changes()).toEqual(before);
  });
});

it("pages do not leave one out, nor show one twice", async () => {
  const { data: all } = await changes();
  const seen: Row[] = [];
  for (let cursor = ""; ; ) {
    const { data, nextCursor } = await changes(`?limit=1${cursor}`);
    seen.push(...data);
    if (nextCursor === null) break;
    cursor = `&cursor=${nextCursor}`;
  }
  expect(seen).toEqual(all);
});

it("can be narrowed to an area, a person and a span", async () => {
  expect((await changes("?area=clicks")).data.map(({ kind }) => kind)).toEqual(["unflag", "flag"]);
  expect((await changes(`?by=${keyId}`)).data.map(({ kind }) => kind)).toEqual(["terms"]);
  expect((await changes("?to=2000-01-01T00:00:00Z")).data).toEqual([]);
  expect((await story.send("GET", "/changes?cursor=yesterday")).status).toBe(400);
});
