import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { payouts } from "@/app/_text/console/payouts";
import { launchChromium } from "../../support/browser/chromium";
import { callAs } from "../../support/server/call";
import { signInToDemo } from "../demo-people";
import { CORNERS } from "./corner";
import { inspect, SCRIPT_LIMIT_BYTES, STILL } from "./inspect";
import { addCredit, addGift, addPaidClick, addPayout, addWebhook } from "./rarities";

const PICTURES = ".artifacts";

const origin = inject("origin");
let browser: Browser;
let cookie: string;
/** What the demonstration has none of, by the word that stands for its id in a path. */
let rare: Record<string, string>;

beforeAll(async () => {
  browser = await launchChromium();
  cookie = await signInToDemo(origin);
  const call = callAs(origin, inject("adminKey"));
  const { webhook, delivery } = await addWebhook(call);
  const { sale, ...credited } = await addCredit(call, "Credited by hand");
  const other = await addCredit(call, "Who could be credited");
  rare = {
    ":payout": await addPayout(call, "Looked at once"),
    ":webhook": webhook,
    ":delivery": delivery,
    ":sale": sale,
    ":gift": await addGift(call, credited),
    ":click": (await addPaidClick(call, "Paid for clicks")).entry,
    ":other": `partnerId=${other.partnerId}&programId=${other.programId}`,
  };
});
afterAll(() => browser.close());

/** The id of the first row of a list. */
async function firstOf(list: string): Promise<string> {
  const reply = await fetch(`${origin}/api/v1${list}`, {
    headers: { authorization: `Bearer ${inject("adminKey")}` },
  });
  const { data } = (await reply.json()) as { data: { id: string }[] };
  if (!data[0]) throw new Error(`${list} is empty`);
  return data[0].id;
}

describe.each([
  ["overview", "/overview", null],
  ["a payout", "/payouts/:payout", null],
  ["a webhook", "/developers/webhooks/:webhook", null],
  ["a message to a webhook", "/developers/deliveries/webhook/:delivery", null],
  ["commissions", "/commissions", null],
  ["commissions, with the sheet of one", "/commissions?open=", "/commissions?limit=1"],
  ["a commission's trace", "/commissions/", "/commissions?status=paid&limit=1"],
  ["an amount given by hand", "/commissions/:gift", null],
  ["what a day of clicks earned", "/commissions/:click", null],
  ["events", "/events", null],
  ["why an event was not credited", "/events/", "/attribution/events?outcome=outside_window&limit=1"],
  ["a sale credited by hand", "/events/:sale", null],
  ["crediting a sale by hand, with what it would do", "/events/:sale/credit?:other", null],
  ["customers", "/customers", null],
  ["a customer's path", "/customers/", "/customers?limit=1"],
  ["partners", "/partners", null],
  ["partners, of whom none matches", "/partners?q=nobody-is-called-so", null],
  ["a partner", "/partners/", "/partners?limit=1"],
  ["exports", "/data", null],
  ["what changed", "/data/changes", null],
  ["fraud, with the evidence of one click", "/fraud?open=", "/clicks?suspect=true&limit=1"],
])("%s", (_name, path, list) => {
  test.each(CORNERS)("is accessible, quiet, steady, light and fits in $scheme at $width px", async (look) => {
    const named = path.replaceAll(/:\w+/g, (word) => rare[word] ?? word);
    const url = `${origin}${named}${list ? await firstOf(list) : ""}`;
    const found = await inspect(browser, { url, cookie }, look, PICTURES);
    expect(found).toMatchObject({ status: 200, violations: [], complaints: [], overflowPixels: 0 });
    expect(found.layoutShift).toBeLessThan(STILL);
    expect(found.scriptBytes).toBeLessThan(SCRIPT_LIMIT_BYTES);
  });
});

test.each(["/overview", "/commissions", "/partners", "/payouts", "/payouts/reconciliation"])(
  "%s says that no money moves while Stripe is a local stand-in",
  async (path) => {
    const reply = await fetch(`${origin}${path}`, { headers: { cookie } });
    expect(await reply.text()).toContain(payouts.sandbox);
  },
);
