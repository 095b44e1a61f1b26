import { afterEach, describe, expect, it } from "vitest";
import { type Answer, startApi } from "./api.fixture";
import { OpenPartnerError, OpenPartnerServer, type OpenPartnerServerConfig } from "./server";

type Api = Awaited<ReturnType<typeof startApi>>;
const open: Api[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.close();
});

const OK: Answer = { status: 200, body: { ok: true, eventId: "01K", replayed: false } };
const failure = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { error: "unavailable", message: "Try again.", requestId: "req_1" },
});

async function connect(answers: [Answer, ...Answer[]], config: Partial<OpenPartnerServerConfig> = {}) {
  const api = await startApi(...answers);
  open.push(api);
  const pauses: number[] = [];
  const op = new OpenPartnerServer({
    apiUrl: `${api.apiUrl}/`,
    apiKey: "op_secret",
    random: () => 1,
    sleep: async (ms) => void pauses.push(ms),
    ...config,
  });
  return { api, op, pauses };
}

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail("the call was expected to fail"),
    (error: unknown) => error,
  );

describe("what is sent", () => {
  const SALE = { userId: "u1", type: "invoice_paid", value: "49.90", currency: "USD", externalId: "in_1" };

  it.each<[string, (op: OpenPartnerServer) => Promise<unknown>, string, unknown]>([
    ["an event", (op) => op.trackEvent(SALE), "/api/v1/attribution/events", SALE],
    [
      "an event's Date as ISO 8601",
      (op) => op.trackEvent({ userId: "u1", type: "signup", ts: new Date(0) }),
      "/api/v1/attribution/events",
      { userId: "u1", type: "signup", ts: "1970-01-01T00:00:00.000Z" },
    ],
    [
      "a refund as an event of that type",
      (op) => op.trackRefund({ userId: "u1", refundOf: "in_1", value: 10, externalId: "re_1" }),
      "/api/v1/attribution/events",
      { userId: "u1", type: "refund", refundOf: "in_1", value: 10, externalId: "re_1" },
    ],
    ["a batch", (op) => op.trackBatch([SALE]), "/api/v1/attribution/events/batch", { events: [SALE] }],
    [
      "an identity, with the older client's number of milliseconds",
      (op) => op.identify({ cref: "01K", userId: "u1", ts: 5 }),
      "/api/v1/attribution/identify",
      { cref: "01K", userId: "u1", ts: 5 },
    ],
    [
      "a coupon",
      (op) => op.redeemCoupon({ ...SALE, code: "ALICE10" }),
      "/api/v1/coupons/redeem",
      { ...SALE, code: "ALICE10" },
    ],
  ])("%s is posted as the API expects it", async (_name, call, path, body) => {
    const { api, op } = await connect([OK]);
    await call(op);
    expect(api.received).toMatchObject([
      {
        method: "POST",
        path,
        body,
        headers: { authorization: "Bearer op_secret", "content-type": "application/json" },
      },
    ]);
  });

  it("the reply is handed on as it came", async () => {
    const { op } = await connect([OK]);
    expect(await op.trackEvent(SALE)).toEqual({ ok: true, eventId: "01K", replayed: false });
  });

  it("an injected fetch carries the call", async () => {
    const urls: string[] = [];
    const op = new OpenPartnerServer({
      apiUrl: "https://partners.test/api/v1",
      apiKey: "k",
      fetch: async (url) => {
        urls.push(String(url));
        return Response.json({ ok: true });
      },
    });
    await op.trackEvent(SALE);
    expect(urls).toEqual(["https://partners.test/api/v1/attribution/events"]);
  });
});

describe("trying again", () => {
  const event = { userId: "u1", type: "signup" };

  it.each<[string, Answer[], number[]]>([
    ["a 500 and a 503", [failure(500), failure(503)], [250, 500]],
    ["a dropped connection", ["hang up"], [250]],
    ["a 429 for as long as it asks", [failure(429, { "retry-after": "2" })], [2_000]],
    ["a 503 with Retry-After", [failure(503, { "retry-after": "0" })], [0]],
    ["three failures", [failure(502), failure(504), "hang up"], [250, 500, 1_000]],
  ])("%s: the call succeeds in the end, with one Idempotency-Key", async (_name, failures, expected) => {
    const [first = OK, ...rest] = [...failures, OK];
    const { api, op, pauses } = await connect([first, ...rest]);
    expect(await op.trackEvent(event)).toMatchObject({ ok: true });
    expect(pauses).toEqual(expected);
    const keys = api.received.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(failures.length + 1);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("two calls have two Idempotency-Keys, and a given key is used", async () => {
    const { api, op } = await connect([OK]);
    await op.trackEvent(event);
    await op.trackEvent(event);
    await op.trackEvent(event, { idempotencyKey: "order-7" });
    const [first, second, third] = api.received.map(({ headers }) => headers["idempotency-key"]);
    expect(first).not.toBe(second);
    expect(third).toBe("order-7");
  });

  it("silence ends the attempt at its time limit and is tried again", async () => {
    const { api, op } = await connect(["silence", OK], { timeoutMs: 50 });
    expect(await op.trackEvent(event)).toMatchObject({ ok: true });
    expect(api.received).toHaveLength(2);
  });

  it.each([400, 401, 403, 404, 409, 422, 501])("a %i is not tried again", async (status) => {
    const { api, op } = await connect([failure(status)]);
    expect(await caught(op.trackEvent(event))).toMatchObject({ status });
    expect(api.received).toHaveLength(1);
  });

  it("a Retry-After over a minute is the caller's to wait for", async () => {
    const { api, op } = await connect([failure(429, { "retry-after": "61" }), OK]);
    expect(await caught(op.trackEvent(event))).toMatchObject({ status: 429 });
    expect(api.received).toHaveLength(1);
  });

  it("the attempts are counted: maxRetries 0 is one attempt, the default is four", async () => {
    const once = await connect([failure(503)], { maxRetries: 0 });
    await caught(once.op.trackEvent(event));
    expect(once.api.received).toHaveLength(1);
    const four = await connect([failure(503)]);
    await caught(four.op.trackEvent(event));
    expect(four.api.received).toHaveLength(4);
  });

  it("the caller's signal ends a call that waits for its next attempt, with the caller's reason", async () => {
    const api = await startApi(failure(429, { "retry-after": "30" }));
    open.push(api);
    const op = new OpenPartnerServer({ apiUrl: api.apiUrl, apiKey: "k" });
    const reason = new Error("the customer left");
    const stop = new AbortController();
    setTimeout(() => stop.abort(reason), 100);
    expect(await caught(op.trackEvent(event, { signal: stop.signal }))).toBe(reason);
    expect(await caught(op.trackEvent(event, { signal: stop.signal }))).toBe(reason);
    expect(api.received).toHaveLength(1);
  });

  it("the caller's signal ends an attempt under way", async () => {
    const { op } = await connect(["silence"]);
    const signal = AbortSignal.timeout(50);
    expect(await caught(op.trackEvent(event, { signal }))).toMatchObject({ name: "TimeoutError" });
  });
});

describe("failures", () => {
  const event = { userId: "u1", type: "signup" };

  it.each<[string, Answer, object]>([
    [
      "the API's error",
      {
        status: 400,
        body: {
          error: "invalid_body",
          message: "userId is missing.",
          detail: [{ path: "userId" }],
          requestId: "r1",
        },
      },
      {
        message: "userId is missing.",
        status: 400,
        code: "invalid_body",
        detail: [{ path: "userId" }],
        requestId: "r1",
      },
    ],
    [
      "an error without a message or detail, as older servers send it",
      { status: 403, body: { error: "forbidden" } },
      { message: "forbidden", status: 403, code: "forbidden", detail: { error: "forbidden" } },
    ],
    [
      "a proxy's page",
      { status: 404, text: "<h1>no</h1>", headers: { "x-request-id": "r2" } },
      { message: "404 Not Found", status: 404, code: undefined, detail: "<h1>no</h1>", requestId: "r2" },
    ],
    [
      "a 200 that is no JSON",
      { status: 200, text: "<html>" },
      { message: "invalid_response", status: 200, code: "invalid_response", detail: "<html>" },
    ],
  ])("%s becomes an OpenPartnerError with all it says", async (_name, answer, fields) => {
    const { op } = await connect([answer]);
    const error = await caught(op.trackEvent(event));
    expect(error).toBeInstanceOf(OpenPartnerError);
    expect(error).toMatchObject(fields);
  });

  it("no reply is status 0, as network_error with its cause or as timeout", async () => {
    const gone = await connect(["hang up"], { maxRetries: 0 });
    expect(await caught(gone.op.trackEvent(event))).toMatchObject({
      status: 0,
      code: "network_error",
      cause: expect.any(Error),
    });
    const slow = await connect(["silence"], { maxRetries: 0, timeoutMs: 30 });
    expect(await caught(slow.op.trackEvent(event))).toMatchObject({ status: 0, code: "timeout" });
  });

  it.each([
    ["apiUrl", { apiUrl: "", apiKey: "k" }],
    ["apiKey", { apiUrl: "https://x.test", apiKey: "" }],
  ])("a client without %s is refused when it is made", (_name, config) => {
    expect(() => new OpenPartnerServer(config)).toThrow(expect.objectContaining({ code: "config_missing" }));
  });
});
