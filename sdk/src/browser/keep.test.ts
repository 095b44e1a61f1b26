import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OpenPartner } from "../browser";
import { Browser } from "../browser.fixture";
import { crefAt } from "../crefs.fixture";
import type { OpenPartnerConfig } from "./config";

const NOW = Date.parse("2026-11-02T12:00:00Z");
const DAY_MS = 864e5;
const OLD = crefAt("2026-09-20T00:00:00Z");
const NEW = crefAt("2026-11-02T11:59:00Z");
const KEY = "openpartner:cref";

let browser: Browser;
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  browser = new Browser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Opens a page and starts the client on it; consent is given unless the test says otherwise. */
function start(url: string, config: Partial<OpenPartnerConfig> = {}) {
  browser.visit(url);
  return OpenPartner.init({ apiUrl: "https://partners.test/api/v1", consent: "granted", ...config });
}

describe("where the click is kept", () => {
  it.each<[string, string, Partial<OpenPartnerConfig>, string]>([
    [
      "the registrable domain",
      "https://www.brand.com/",
      {},
      "Max-Age=7776000; SameSite=Lax; Domain=.brand.com; Secure",
    ],
    [
      "the domain below co.uk",
      "https://a.b.brand.co.uk/",
      {},
      "Max-Age=7776000; SameSite=Lax; Domain=.brand.co.uk; Secure",
    ],
    ["the host itself", "http://localhost:3000/", {}, "Max-Age=7776000; SameSite=Lax"],
    [
      "30 days",
      "https://brand.com/",
      { cookieWindowDays: 30 },
      "Max-Age=2592000; SameSite=Lax; Domain=.brand.com; Secure",
    ],
    [
      "400 days at most",
      "https://brand.com/",
      { cookieWindowDays: 999 },
      "Max-Age=34560000; SameSite=Lax; Domain=.brand.com; Secure",
    ],
  ])("one cookie, for %s", (_name, url, config, attributes) => {
    const op = start(`${url}?cref=${NEW}`, config);
    expect(op.getCref()).toBe(NEW);
    expect(browser.kept()).toEqual([`_cref=${NEW}; Path=/; ${attributes.replace("Domain=.", "Domain=")}`]);
  });

  it("storage, with the time when it ends", () => {
    start(`https://brand.com/?cref=${NEW}`);
    expect(browser.storage.get(KEY)).toBe(`${NEW}|${NOW + 90 * DAY_MS}`);
  });

  it("names of one's own", () => {
    start(`https://brand.com/?click=${NEW}`, { queryParam: "click", cookieName: "aff", storageKey: "k" });
    expect([browser.kept()[0]?.slice(0, 4), [...browser.storage.keys()]]).toEqual(["aff=", ["k"]]);
  });

  it("a cookie set by HTTP is left alone, for a script's would live 7 days on Safari", () => {
    browser.receive("go.brand.com", `_cref=${NEW}; Path=/; Max-Age=7776000; Domain=brand.com`);
    expect(start(`https://brand.com/?cref=${NEW}`).getCref()).toBe(NEW);
    expect(browser.written).toEqual([]);
  });

  it("a page that is opened again does not put off the end", () => {
    start(`https://brand.com/?cref=${NEW}`);
    vi.setSystemTime(NOW + 30 * DAY_MS);
    start(`https://brand.com/?cref=${NEW}`);
    expect(browser.storage.get(KEY)).toBe(`${NEW}|${NOW + 90 * DAY_MS}`);
    browser.cookies = [];
    start("https://brand.com/");
    expect(browser.kept()[0]).toContain(`Max-Age=${60 * 86_400};`);
  });

  it("after its window the id is gone", () => {
    start(`https://brand.com/?cref=${NEW}`);
    vi.setSystemTime(NOW + 90 * DAY_MS);
    expect(start("https://brand.com/").getCref()).toBeNull();
  });

  it("an id that version 0.1.0 stored lives as long as its click would", () => {
    browser.storage.set(KEY, OLD);
    expect(start("https://brand.com/").getCref()).toBe(OLD);
    browser.cookies = [];
    browser.storage.set(KEY, crefAt("2026-08-01T00:00:00Z"));
    expect(start("https://brand.com/").getCref()).toBeNull();
  });
});

describe("a newer click wins", () => {
  const cookie = (cref: string) => `_cref=${cref}; Path=/; Max-Age=99999; Domain=brand.com`;
  const stored = (cref: string) => `${cref}|${NOW + DAY_MS}`;

  it.each<[string, string, string | null, string | null, string]>([
    ["an address over cookie and storage", `?cref=${NEW}`, OLD, OLD, NEW],
    ["a cookie over an older id in storage", "", NEW, OLD, NEW],
    ["storage over an older cookie", "", OLD, NEW, NEW],
    ["a cookie over the address of a reopened tab", `?cref=${OLD}`, NEW, null, NEW],
    ["an address over an id that claims the future", `?cref=${OLD}`, null, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", OLD],
    ["a cookie over an address that is none", "?cref=%E0%A4", OLD, null, OLD],
  ])("%s, in every place", (_name, query, inCookie, inStorage, winner) => {
    if (inCookie) browser.receive("brand.com", cookie(inCookie));
    if (inStorage) browser.storage.set(KEY, stored(inStorage));
    expect(start(`https://www.brand.com/${query}`).getCref()).toBe(winner);
    browser.visit("https://shop.brand.com/");
    expect(document.cookie).toBe(`_cref=${winner}`);
    expect(browser.storage.get(KEY)).toMatch(winner);
  });

  it("a cookie of the host alone cannot shadow the new one", () => {
    browser.receive("www.brand.com", `_cref=${OLD}; Path=/; Max-Age=99999`);
    start(`https://www.brand.com/?cref=${NEW}`);
    expect(document.cookie).toBe(`_cref=${NEW}`);
  });

  it("a click that another tab brings is seen without loading the page again", () => {
    const op = start(`https://brand.com/?cref=${OLD}`);
    browser.receive("brand.com", cookie(NEW));
    expect([op.getCref(), op.getReferral()]).toEqual([NEW, NEW]);
  });
});

describe("consent", () => {
  const address = `https://brand.com/?cref=${NEW}`;
  const nothing = () => expect([browser.written, [...browser.storage]]).toEqual([[], []]);

  it.each<[string, Partial<OpenPartnerConfig>, boolean]>([
    ["that was not asked for", { consent: "unknown" }, false],
    ["that was denied", { consent: "denied" }, false],
    ["under Global Privacy Control", { consent: "granted" }, true],
  ])("%s stores nothing; the id is the page's alone", (_name, config, gpc) => {
    browser.gpc = gpc;
    const op = start(address, config);
    nothing();
    expect(op.getCref()).toBe(NEW);
    expect(start("https://brand.com/", config).getCref()).toBeNull();
  });

  it("is unknown unless said", () => {
    browser.visit(address);
    OpenPartner.init({ apiUrl: "https://partners.test/api/v1" });
    nothing();
  });

  it("that is granted later stores the click then", () => {
    const op = start(address, { consent: "unknown" });
    op.consent("granted");
    expect(browser.kept()[0]).toContain(NEW);
    expect(browser.storage.get(KEY)).toContain(NEW);
  });

  it("that is unknown still reads what an earlier answer let be kept", () => {
    start(address);
    expect(start("https://brand.com/", { consent: "unknown" }).getCref()).toBe(NEW);
  });

  it("that is taken back removes the click from the device, and from later pages", () => {
    start(address);
    const op = start("https://www.brand.com/", { consent: "granted" });
    op.consent("denied");
    expect([op.getCref(), browser.kept(), [...browser.storage]]).toEqual([null, [], []]);
  });

  it("cannot be granted over Global Privacy Control", () => {
    browser.gpc = true;
    start(address).consent("granted");
    nothing();
  });
});

describe("a page that is made ahead of time", () => {
  it("keeps nothing before it is looked at", async () => {
    browser.prerendering = true;
    const op = start(`https://brand.com/?cref=${NEW}`);
    expect(browser.kept()).toEqual([]);
    browser.show();
    await op.ready;
    expect(browser.kept()).toHaveLength(1);
  });
});

describe("clear", () => {
  it("forgets the click on the page and on the device", () => {
    browser.receive("brand.com", `_cref=${OLD}; Path=/; Max-Age=99999; Domain=brand.com`);
    const op = start(`https://www.brand.com/?cref=${NEW}`);
    op.clear();
    expect([op.getCref(), browser.kept(), [...browser.storage]]).toEqual([null, [], []]);
  });
});

describe("nothing reaches the page", () => {
  it.each(["storage", "cookies", "both"] as const)("where the browser forbids %s", (what) => {
    browser.forbids = what;
    const op = start(`https://brand.com/?cref=${NEW}`);
    expect(op.getCref()).toBe(NEW);
    op.consent("denied");
    op.clear();
    expect(op.getCref()).toBeNull();
  });

  it("where there is no browser at all, as when a server renders the page", async () => {
    const op = OpenPartner.init({ apiUrl: "https://partners.test/api/v1", consent: "granted" });
    await op.ready;
    expect([op.getCref(), op.decorate("/signup"), await op.identify("u1")]).toEqual([null, "/signup", null]);
  });

  it("where the other storage works, that one is used", () => {
    browser.forbids = "cookies";
    start(`https://brand.com/?cref=${NEW}`);
    expect(start("https://brand.com/").getCref()).toBe(NEW);
    browser.forbids = "storage";
    start(`https://brand.com/?cref=${NEW}`);
    expect(start("https://brand.com/").getCref()).toBe(NEW);
  });
});

describe("decorate", () => {
  it.each<[string, string | undefined, string]>([
    [
      "https://app.brand.com/signup?plan=pro#top",
      undefined,
      `https://app.brand.com/signup?plan=pro&cref=${NEW}#top`,
    ],
    ["/signup", undefined, `https://brand.com/signup?cref=${NEW}`],
    [`/signup?cref=${OLD}`, undefined, `https://brand.com/signup?cref=${NEW}`],
    ["https://buy.stripe.com/test_1", undefined, `https://buy.stripe.com/test_1?client_reference_id=${NEW}`],
    ["https://pay.brand.com/l", "client_reference_id", `https://pay.brand.com/l?client_reference_id=${NEW}`],
    ["mailto:hi@brand.com", undefined, "mailto:hi@brand.com"],
    ["http://[", undefined, "http://["],
  ])("%s (%s) becomes %s", (url, param, decorated) => {
    expect(start(`https://brand.com/?cref=${NEW}`).decorate(url, param)).toBe(decorated);
  });

  it("leaves an address alone where there is no click", () => {
    expect(start("https://brand.com/").decorate("/signup")).toBe("/signup");
  });
});
