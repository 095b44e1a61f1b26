import Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSandbox, type Sandbox } from "../sandbox";
import { KEY } from "../testing/shop";
import { type SandboxServer, serveSandbox } from "./server";

let offset = 0;
let sandbox: Sandbox;
let server: SandboxServer;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = openSandbox({
    clock: () => Date.now() + offset,
    move: (ms) => {
      offset += ms;
    },
    pages: () => `${server.url}/dev/stripe`,
  });
  server = await serveSandbox(sandbox);
  const { hostname, port } = new URL(server.url);
  stripe = new Stripe(KEY, { host: hostname, port, protocol: "http", maxNetworkRetries: 0 });
});
afterAll(() => server.close());

const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });

test("a person clicks through checkout and comes back with the session's id", async () => {
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [
      { price_data: { currency: "jpy", unit_amount: 1_500, product_data: { name: "<Tea>" } }, quantity: 1 },
    ],
    success_url: "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}",
  });
  const page = await (await fetch(session.url ?? "")).text();
  expect(page).toContain("&lt;Tea&gt;");
  expect(page).toContain("1500 JPY");
  expect(page).toContain("Local Stripe sandbox");

  const declined = await post(session.url ?? "", {
    email: "a@b.example",
    card: "4000000000000002",
    do: "pay",
  });
  expect(declined.status).toBe(402);
  expect(await declined.text()).toContain("declined");
  const paid = await post(session.url ?? "", { email: "a@b.example", card: "4242424242424242", do: "pay" });
  expect(paid.status).toBe(303);
  expect(paid.headers.get("location")).toBe(`https://shop.example/thanks?session=${session.id}`);
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
});

test("a partner clicks through onboarding; the link works once", async () => {
  const { id } = await stripe.accounts.create({ type: "standard", email: "p@example.com", country: "DE" });
  const link = await stripe.accountLinks.create({
    account: id,
    type: "account_onboarding",
    refresh_url: "https://app.example/again",
    return_url: "https://app.example/done",
  });
  expect(await (await fetch(link.url)).text()).toContain("p@example.com");
  const done = await post(link.url, { end: "ready" });
  expect(done.headers.get("location")).toBe("https://app.example/done");
  expect((await stripe.accounts.retrieve(id)).payouts_enabled).toBe(true);
  expect((await fetch(link.url)).status).toBe(410);
});

test("a customer changes the card and ends a subscription on the billing portal's page, for an hour", async () => {
  const customer = await stripe.customers.create({ payment_method: "pm_card_visa" });
  const price = await stripe.prices.create({
    currency: "usd",
    unit_amount: 900,
    recurring: { interval: "month" },
    product_data: { name: "Pro" },
  });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
  });
  const { url } = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: "https://shop.example/account",
  });
  const page = await (await fetch(url)).text();
  expect(page).toContain(subscription.id);
  expect(page).toContain("https://shop.example/account");
  await post(url, { cancel: subscription.id });
  expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(true);
  const before = offset;
  offset += 3_601_000;
  expect((await fetch(url)).status).toBe(410);
  offset = before;
});

test("a connection that breaks is a connection error, and 429 is asked again by the SDK", async () => {
  await post(`${server.url}/_sandbox/fault`, { kind: "no_answer", path: "/balance", times: "2" });
  await expect(stripe.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  await post(`${server.url}/_sandbox/fault`, { kind: "status", status: "429", path: "/balance" });
  await expect(stripe.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  await post(`${server.url}/_sandbox/fault`, { kind: "status", status: "503", path: "/balance" });
  expect((await stripe.balance.retrieve({}, { maxNetworkRetries: 1 })).object).toBe("balance");
});

test("time is moved by its overview, but not by another site's page", async () => {
  const customer = await stripe.customers.create({ payment_method: "pm_card_visa" });
  const price = await stripe.prices.create({
    currency: "usd",
    unit_amount: 900,
    recurring: { interval: "month" },
    product_data: { name: "Pro" },
  });
  await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const action = `${server.url}/dev/stripe/do/clock`;
  const foreign = await post(action, { seconds: "2700000" }, { origin: "https://evil.example" });
  expect(foreign.status).toBe(403);
  const own = await post(action, { seconds: "2700000" }, { origin: server.url });
  expect(own.status).toBe(303);
  expect((await stripe.invoices.list({ customer: customer.id })).data).toHaveLength(2);
  const overview = await (await fetch(`${server.url}/dev/stripe`)).text();
  for (const words of ["Charges", "Subscriptions", "Refund a quarter"]) expect(overview).toContain(words);
});
