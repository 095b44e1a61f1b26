import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStory, type Story, usualTerms } from "@/tests/support/story";

let story: Story;
let programId: string;

beforeAll(async () => {
  story = await openStory();
  programId = await story.makeProgram();
});
afterAll(() => story.drop());

/** Times that JavaScript can hold and PostgreSQL cannot read. */
const BEYOND = [-8.64e15, -62_135_596_800_001, 253_402_300_800_000, 8.64e15];

describe.each(BEYOND)("the time %d", (time) => {
  it.each([
    ["POST", () => `/programs/${programId}/terms`, { ...usualTerms(), effectiveFrom: time }],
    ["POST", () => `/programs/${programId}/terms?preview=true`, { ...usualTerms(), effectiveFrom: time }],
    ["PATCH", () => `/programs/${programId}`, { startsAt: time }],
    ["PATCH", () => `/programs/${programId}`, { endsAt: time }],
    ["POST", () => "/api-keys", { name: "x", kind: "secret", expiresAt: time }],
    ["POST", () => "/attribution/events", { userId: "u", type: "signup", ts: time }],
  ])("is out of range in the body of %s, case %#", async (method, path, json) => {
    const reply = await story.send(method, path(), { json });
    expect([reply.status, reply.json]).toMatchObject([400, { error: "invalid_time" }]);
  });

  it.each(["/commissions?from=", "/clicks?to=", "/summary?from="])("is no filter of %s", async (path) => {
    const reply = await story.send("GET", path + String(time));
    expect([reply.status, reply.json]).toMatchObject([400, { error: "invalid_query" }]);
  });
});

it("the first and the last time of four digits are filters like others", async () => {
  const span = "from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59.999Z";
  for (const path of ["/commissions", "/clicks", "/summary"])
    expect((await story.send("GET", `${path}?${span}`)).status).toBe(200);
});
