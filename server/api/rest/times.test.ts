import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStory, type Story, usualTerms } from "@/tests/support/brand/story";

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

it.each([
  "2026-02-30T00:00:00Z",
  "2025-02-29T12:00:00Z",
  "2026-04-31T12:00:00+02:00",
  "2026-13-01T00:00:00Z",
  "2026-00-10T00:00:00Z",
  "2026-01-00T00:00:00Z",
  "2026-01-01T25:00:00Z",
  "1767225600000",
])("%s is no time of an event", async (ts) => {
  const reply = await story.send("POST", "/attribution/events", {
    json: { userId: "u", type: "signup", ts },
  });
  expect([reply.status, reply.json]).toMatchObject([
    400,
    { error: "invalid_body", detail: [{ path: "ts" }] },
  ]);
});

it.each([
  ["2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z"],
  ["2026-01-01T05:30:00+05:30", "2026-01-01T00:00:00.000Z"],
  ["2026-01-01T05:30+0530", "2026-01-01T00:00:00.000Z"],
  ["2025-12-31 23:59:59.123456-00:30", "2026-01-01T00:29:59.123Z"],
  [1_767_225_600_000, "2026-01-01T00:00:00.000Z"],
])("an event of %s is one of %s", async (ts, told) => {
  const { eventId } = await story.event({ userId: "u", type: "signup", ts });
  const { event } = (await story.call("GET", `/attribution/events/${eventId}/explain`)) as { event: unknown };
  expect(event).toMatchObject({ ts: told });
});

it("the first and the last time of four digits are filters like others", async () => {
  const span = "from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59.999Z";
  for (const path of ["/commissions", "/clicks", "/summary"])
    expect((await story.send("GET", `${path}?${span}`)).status).toBe(200);
});
