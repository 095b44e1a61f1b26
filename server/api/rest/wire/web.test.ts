import { describe, expect, it } from "vitest";
import { fromWeb, toWeb } from "./web";

const LIMIT_BYTES = 10;

function posted(body: BodyInit, headers: Record<string, string> = {}): Request {
  // `duplex` is what undici asks for with a stream; the DOM's types do not know it yet.
  return new Request("http://localhost/api/v1/a%2Fb?x=1&x=2", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit);
}

function chunks(...texts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

describe("a Web request", () => {
  it("keeps its path as it was sent, and every value of its query", () => {
    const seen = fromWeb(posted("{}", { "X-Request-Id": "r" }), "192.0.2.7");
    expect([seen.method, seen.path, seen.query.getAll("x"), seen.ip, seen.header("x-request-id")]).toEqual([
      "POST",
      "/api/v1/a%2Fb",
      ["1", "2"],
      "192.0.2.7",
      "r",
    ]);
    expect(seen.header("authorization")).toBeUndefined();
  });

  it("gives its body byte for byte", async () => {
    const body = await fromWeb(posted(chunks('{"a":', " 1 }")), "").body(LIMIT_BYTES);
    expect(body.toString()).toBe('{"a": 1 }');
  });

  it.each<[string, () => Request]>([
    ["declared", () => posted("x".repeat(11), { "content-length": "11" })],
    ["not declared", () => posted(chunks("xxxxxx", "xxxxxx", "xxxxxx"))],
  ])("is refused past the limit, with a length that is %s", async (_name, request) => {
    const reading = fromWeb(request(), "").body(LIMIT_BYTES);
    await expect(reading).rejects.toMatchObject({ code: "body_too_large" });
  });

  it("without a body has an empty one", async () => {
    expect(await fromWeb(new Request("http://localhost/"), "").body(LIMIT_BYTES)).toHaveLength(0);
  });
});

describe("a reply", () => {
  const reply = { status: 200, headers: { "x-request-id": "r" }, body: "{}" };

  it.each([
    ["GET", 200, "{}"],
    ["HEAD", 200, ""],
    ["DELETE", 204, ""],
  ])("to %s with %i has the body %j", async (method, status, body) => {
    const response = toWeb({ ...reply, status, body: status === 204 ? "" : reply.body }, method);
    expect([response.status, response.headers.get("x-request-id"), await response.text()]).toEqual([
      status,
      "r",
      body,
    ]);
  });
});
