import { afterAll, beforeAll, expect, it } from "vitest";
import { openStory, type Story, type StoryPartner } from "@/tests/support/story";

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
    expect.objectContaining({ area: "access", kind: "key_made", about: "Robot", by: null }),
  );
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
