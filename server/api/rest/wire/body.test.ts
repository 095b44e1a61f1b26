import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApi, type Sent, type TestApi } from "@/tests/support/api";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let api: TestApi;

beforeAll(async () => {
  world = await makeWorld();
  api = makeApi(world);
});
afterAll(() => world.drop());

const event = { userId: "user-1", type: "invoice_paid", value: "10.00" };

describe("a body", () => {
  it.each<[string, Sent, number, string]>([
    ["malformed", { raw: '{"userId": ' }, 400, "invalid_body"],
    ["that is no object", { raw: '"text"' }, 400, "invalid_body"],
    ["that is null", { raw: "null" }, 400, "invalid_body"],
    ["that is a list", { raw: "[]" }, 400, "invalid_body"],
    ["that is empty", { raw: "" }, 400, "invalid_body"],
    ["that is not UTF-8", { raw: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }, 400, "invalid_body"],
    ["nested without end", { raw: `{"a":${"[".repeat(200_000)}` }, 400, "invalid_body"],
    ["with brackets in its text only", { json: { ...event, userId: "[".repeat(200) } }, 200, ""],
    [
      "of form data",
      { raw: "a=1", headers: { "content-type": "text/plain" } },
      415,
      "unsupported_media_type",
    ],
    ["of a kind of JSON", { json: event, headers: { "content-type": "application/vnd.api+json" } }, 200, ""],
    ["over 1 MiB", { raw: Buffer.alloc(1_048_577, " ") }, 413, "body_too_large"],
    ["with a wrong type", { json: { ...event, userId: 7 } }, 400, "invalid_body"],
    ["with NUL", { json: { ...event, userId: "a\0b" } }, 400, "invalid_body"],
    ["with a lone surrogate", { raw: '{"userId":"\\ud800","type":"signup"}' }, 400, "invalid_body"],
    ["with NUL in metadata", { json: { ...event, metadata: { a: ["\0"] } } }, 400, "invalid_body"],
    [
      "with a lone surrogate in metadata",
      { raw: '{"userId":"u","type":"s","metadata":{"a":"\\udc00"}}' },
      400,
      "invalid_body",
    ],
    ["with NUL in a name in metadata", { json: { ...event, metadata: { "\0": 1 } } }, 400, "invalid_body"],
    [
      "with an escaped backslash in metadata",
      { json: { ...event, userId: "slash", metadata: { a: "\\u0000" } } },
      200,
      "",
    ],
    [
      "with deep metadata",
      { raw: `{"userId":"u","type":"s","metadata":{"a":${"[".repeat(90)}${"]".repeat(90)}}}` },
      400,
      "invalid_body",
    ],
    ["with too long a userId", { json: { ...event, userId: "u".repeat(256) } }, 400, "invalid_body"],
    [
      "with too much metadata",
      { json: { ...event, metadata: { a: "x".repeat(16_384) } } },
      400,
      "invalid_body",
    ],
    [
      "with __proto__",
      {
        raw: '{"userId":"proto","type":"signup","__proto__":{"value":"1"},"metadata":{"__proto__":{"a":1}}}',
      },
      200,
      "",
    ],
    ["with unknown fields", { json: { ...event, userId: "more", somethingElse: true } }, 200, ""],
  ])("%s", async (_name, sent, status, code) => {
    const reply = await api.send("POST", "/attribution/events", sent);
    expect([reply.status, (reply.json as { error?: string }).error ?? ""]).toEqual([status, code]);
  });
});

describe("an amount or time", () => {
  it.each<[object, string]>([
    [{ value: "-1" }, "invalid_amount"],
    [{ value: -1 }, "invalid_amount"],
    [{ value: "+1" }, "invalid_amount"],
    [{ value: "1e3" }, "invalid_amount"],
    [{ value: 1e21 }, "invalid_amount"],
    [{ value: 1e-7 }, "invalid_amount"],
    [{ value: "1,000.00" }, "invalid_amount"],
    [{ value: "1." }, "invalid_amount"],
    [{ value: ".5" }, "invalid_amount"],
    [{ value: "" }, "invalid_amount"],
    [{ value: " 1" }, "invalid_amount"],
    [{ value: "١٢" }, "invalid_amount"],
    [{ value: "NaN" }, "invalid_amount"],
    [{ value: "Infinity" }, "invalid_amount"],
    [{ value: "1.234" }, "invalid_amount"],
    [{ value: "1.5", currency: "JPY" }, "invalid_amount"],
    [{ value: "90071992547409.92" }, "invalid_amount"],
    [{ value: 9_007_199_254_740_993 }, "invalid_amount"],
    [{ value: null }, "invalid_body"],
    [{ value: ["1"] }, "invalid_body"],
    [{ currency: "XXZ" }, "invalid_currency"],
    [{ currency: "" }, "invalid_currency"],
    [{ currency: "\0" }, "invalid_currency"],
    [{ currency: "ß" }, "invalid_currency"],
    [{ currency: 840 }, "invalid_body"],
    [{ ts: "yesterday" }, "invalid_body"],
    [{ ts: "2026-01-01" }, "invalid_body"],
    [{ ts: "2026-13-01T00:00:00Z" }, "invalid_body"],
    [{ ts: "2026-01-01T00:00:00" }, "invalid_body"],
    [{ ts: 1.5 }, "invalid_body"],
    [{ ts: "1999-12-31T23:59:59Z" }, "invalid_time"],
    [{ ts: "2999-01-01T00:00:00Z" }, "invalid_time"],
    [{ ts: 8.64e15 }, "invalid_time"],
  ])("%j is %s", async (part, code) => {
    const reply = await api.send("POST", "/attribution/events", { json: { ...event, ...part } });
    expect([reply.status, reply.json]).toEqual([400, expect.objectContaining({ error: code })]);
  });
});

describe("the reason of a refusal is a sentence about", () => {
  it.each<[string, object | null, string, string]>([
    ["a missing field", { type: "signup" }, "userId", "is missing"],
    ["another kind of value", { ...event, userId: 7 }, "userId", "must be text, not 7"],
    ["a list", { ...event, userId: ["a"] }, "userId", "must be text, not a list"],
    ["a body that is null", null, "", "must be an object, not null"],
    ["an empty text", { ...event, type: "" }, "type", "must not be empty"],
    ["a long text", { ...event, type: "t".repeat(81) }, "type", "must have at most 80 characters"],
    ["an amount", { ...event, value: true }, "value", "must be a decimal, as text or as a number"],
    [
      "a time",
      { ...event, ts: [] },
      "ts",
      "must be an ISO 8601 time with an offset, or integer milliseconds",
    ],
  ])("%s", async (_what, json, path, reason) => {
    const reply = await api.send("POST", "/attribution/events", { json });
    const message = `The body cannot be used: ${path || "body"} ${reason}.`;
    expect(reply.json).toMatchObject({ message, detail: [{ path, reason }] });
  });

  it.each([
    ["limit=0", "limit", "must be at least 1"],
    ["limit=ten", "limit", "must be a number, not NaN"],
    ["limit=1.5", "limit", "must be a whole number, not 1.5"],
    ["colour=red", "colour", "is not known here"],
  ])("the query %s", async (query, path, reason) => {
    expect((await api.send("GET", `/programs?${query}`)).json).toMatchObject({ detail: [{ path, reason }] });
  });
});
