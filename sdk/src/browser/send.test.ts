import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Answer, startApi } from "../api.fixture";
import { OpenPartner, OpenPartnerError } from "../browser";
import { Browser } from "../browser.fixture";
import { crefAt } from "../crefs.fixture";
import type { OpenPartnerConfig } from "./config";

const NOW = Date.now();
const CREF = crefAt(new Date(NOW - 60_000).toISOString());
const TRACKED = crefAt(new Date(NOW - 1_000).toISOString());
const IDENTIFIED = { ok: true, identityId: "01K", firstStitch: true, backfilledAttributions: 0 };

let browser: Browser;
const closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  browser = new Browser();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const close of closing.splice(0)) await close();
});

async function start(url: string, answers: [Answer, ...Answer[]], config: Partial<OpenPartnerConfig> = {}) {
  const api = await startApi(...answers);
  closing.push(api.close);
  const errors: unknown[] = [];
  browser.visit(url);
  const op = OpenPartner.init({
    apiUrl: `${api.apiUrl}/`,
    key: "opk_1",
    consent: "granted",
    onError: (error) => errors.push(error),
    ...config,
  });
  return { api, op, errors };
}

describe("identify", () => {
  const url = `https://brand.com/?cref=${CREF}`;

  it("sends the click and the customer, and returns the API's reply", async () => {
    const { api, op } = await start(url, [{ status: 200, body: IDENTIFIED }]);
    expect(await op.identify("u1", { email: "a@b.co", signature: "ab12" })).toEqual(IDENTIFIED);
    expect(api.received).toMatchObject([
      {
        method: "POST",
        path: "/api/v1/attribution/identify",
        headers: { authorization: "Bearer opk_1", "content-type": "application/json" },
        body: { cref: CREF, userId: "u1", email: "a@b.co", signature: "ab12" },
      },
    ]);
  });

  it("needs no key, and asks the browser to outlive the page", async () => {
    const { api, op } = await start(url, [{ status: 200, body: IDENTIFIED }], { key: undefined });
    const fetching = vi.spyOn(globalThis, "fetch");
    await op.identify("u1");
    expect(api.received[0]?.headers.authorization).toBeUndefined();
    expect(fetching.mock.calls[0]?.[1]).toMatchObject({ keepalive: true, credentials: "omit" });
    fetching.mockRestore();
  });

  it("is null, and asks nobody, where there is no click", async () => {
    const { api, op, errors } = await start("https://brand.com/", [{ status: 500 }]);
    expect(await op.identify("u1")).toBeNull();
    expect([api.received, errors]).toEqual([[], []]);
  });

  it.each<[string, Answer]>([
    ["a 503", { status: 503 }],
    ["a 429", { status: 429 }],
    ["a dropped connection", "hang up"],
    ["silence", "silence"],
  ])("is tried once more after %s", async (_name, first) => {
    const { api, op, errors } = await start(url, [first, { status: 200, body: IDENTIFIED }], {
      timeoutMs: 200,
    });
    expect(await op.identify("u1")).toEqual(IDENTIFIED);
    expect([api.received.length, errors]).toEqual([2, []]);
  });

  it("tells onError of a refusal, and is null", async () => {
    const refusal = { error: "click_not_found", message: "No such click.", detail: 7 };
    const { api, op, errors } = await start(url, [{ status: 404, body: refusal }]);
    expect(await op.identify("u1")).toBeNull();
    expect(errors[0]).toBeInstanceOf(OpenPartnerError);
    expect(errors).toMatchObject([
      { status: 404, code: "click_not_found", message: "No such click.", detail: 7 },
    ]);
    expect(api.received).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    ["fetch is missing", () => vi.stubGlobal("fetch", undefined)],
    ["fetch throws", () => vi.stubGlobal("fetch", () => expect.fail("blocked"))],
  ])("tells onError and is null where %s, even where onError throws", async (_name, damage) => {
    let told = 0;
    const { op } = await start(url, [{ status: 200 }], {
      onError: () => {
        told++;
        throw new Error("in the page's own handler");
      },
    });
    damage();
    expect(await op.identify("u1")).toBeNull();
    expect(told).toBe(1);
  });

  it("is null where the page gave no configuration at all", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    browser.visit(url);
    const init = OpenPartner.init as (config?: OpenPartnerConfig) => OpenPartner;
    expect(await init().identify("u1")).toBeNull();
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});

describe("a link with a code", () => {
  const reply = {
    status: 201,
    body: { cref: TRACKED, partnerId: "p", programId: "g", cookieWindowDays: 30 },
  };

  it.each(["via", "aff", "ref"])("?%s= becomes a click, kept for the program's window", async (param) => {
    const { api, op } = await start(`https://brand.com/?${param}=alice&x=1#top`, [reply]);
    await op.ready;
    expect(api.received).toMatchObject([
      {
        path: "/api/v1/track/click",
        headers: {
          authorization: "Bearer opk_1",
          "idempotency-key": expect.stringMatching(/^[\d.e-]{20,}$/),
        },
        body: {
          url: `https://brand.com/?${param}=alice&x=1`,
          param,
          referrer: "https://blog.example/",
          consent: "granted",
        },
      },
    ]);
    expect(op.getCref()).toBe(TRACKED);
    expect(browser.kept()[0]).toContain(`_cref=${TRACKED}; Path=/; Max-Age=2592000;`);
  });

  it("wins over the earlier click, which the API is told of", async () => {
    browser.receive("brand.com", `_cref=${CREF}; Path=/; Max-Age=99999; Domain=brand.com`);
    const { api, op } = await start("https://brand.com/?via=alice", [reply]);
    expect(op.getCref()).toBe(CREF);
    await op.ready;
    expect(api.received[0]?.body).toMatchObject({ existingCref: CREF });
    expect(op.getCref()).toBe(TRACKED);
  });

  it("is waited for by identify", async () => {
    const { api, op } = await start("https://brand.com/?via=alice", [
      reply,
      { status: 200, body: IDENTIFIED },
    ]);
    expect(await op.identify("u1")).toEqual(IDENTIFIED);
    expect(api.received[1]?.body).toMatchObject({ cref: TRACKED });
  });

  it("is one click with one Idempotency-Key where the first reply was lost", async () => {
    const { api, op } = await start("https://brand.com/?via=alice", ["hang up", reply]);
    await op.ready;
    const keys = api.received.map(({ headers }) => headers["idempotency-key"]);
    expect([keys.length, new Set(keys).size, op.getCref()]).toEqual([2, 1, TRACKED]);
  });

  it.each<[string, boolean, OpenPartnerConfig["consent"], string]>([
    ["denied", false, "denied", "denied"],
    ["unknown", false, undefined, "unknown"],
    ["Global Privacy Control", true, "granted", "denied"],
  ])("under %s is told to the API and stores nothing", async (_name, gpc, consent, told) => {
    browser.gpc = gpc;
    const { api, op } = await start("https://brand.com/?via=alice", [reply], { consent });
    await op.ready;
    expect(api.received[0]?.body).toMatchObject({ consent: told });
    expect([op.getCref(), browser.written, [...browser.storage]]).toEqual([TRACKED, [], []]);
  });

  it.each<[string, string, Partial<OpenPartnerConfig>]>([
    ["a click id stands beside it", `https://brand.com/?via=alice&cref=${CREF}`, {}],
    ["there is no key", "https://brand.com/?via=alice", { key: undefined }],
    ["it is empty", "https://brand.com/?via=", {}],
  ])("is not followed where %s", async (_name, url, config) => {
    const { api, op } = await start(url, [reply], config);
    await op.ready;
    expect(api.received).toEqual([]);
  });

  it("that is nobody's is no error; another refusal is", async () => {
    const unknown = await start("https://brand.com/?ref=producthunt", [{ status: 404 }]);
    await unknown.op.ready;
    expect(unknown.errors).toEqual([]);
    const refused = await start("https://brand.com/?ref=alice", [
      { status: 403, body: { error: "forbidden" } },
    ]);
    await refused.op.ready;
    expect(refused.errors).toMatchObject([{ status: 403, code: "forbidden" }]);
  });
});
