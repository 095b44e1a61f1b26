import Stripe from "stripe";
import { expect, test } from "vitest";
import { KEY, openShop, sdkOn } from "../testing/shop";

test("a transfer takes from the platform's balance, and a reversal gives back", async () => {
  const { stripe, readyAccount, fund } = openShop();
  const destination = await readyAccount();
  fund("usd", 10_000);
  const transfer = await stripe.transfers.create({
    amount: 4_000,
    currency: "usd",
    destination,
    transfer_group: "P1",
  });
  expect(transfer).toMatchObject({
    object: "transfer",
    amount: 4_000,
    reversed: false,
    transfer_group: "P1",
  });
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 6_000, currency: "usd" }]);

  await stripe.transfers.createReversal(transfer.id, { amount: 1_500 });
  await stripe.transfers.createReversal(transfer.id);
  const after = await stripe.transfers.retrieve(transfer.id);
  expect(after).toMatchObject({ amount_reversed: 4_000, reversed: true });
  expect(after.reversals.data.map(({ amount }) => amount)).toEqual([2_500, 1_500]);
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 10_000 }]);
  await expect(stripe.transfers.createReversal(transfer.id)).rejects.toMatchObject({ statusCode: 400 });
});

test("transfers are found by their group, page by page, newest first", async () => {
  const { stripe, readyAccount, fund } = openShop();
  const destination = await readyAccount();
  fund("usd", 1_000);
  for (let i = 1; i <= 5; i++) {
    await stripe.transfers.create({
      amount: i,
      currency: "usd",
      destination,
      transfer_group: i % 2 ? "odd" : "even",
    });
  }
  const odd = await stripe.transfers
    .list({ transfer_group: "odd", limit: 2 })
    .autoPagingToArray({ limit: 10 });
  expect(odd.map(({ amount }) => amount)).toEqual([5, 3, 1]);
  const expanded = await stripe.transfers.list({ limit: 1, expand: ["data.destination"] });
  expect(expanded.data[0]?.destination).toMatchObject({ object: "account", id: destination });
});

test.each([
  ["more than the balance", { amount: 5_001 }, "balance_insufficient"],
  ["an account that is nobody's", { destination: "acct_1Nobody" }, "resource_missing"],
  ["nothing at all", { amount: 0 }, "parameter_invalid_integer"],
  ["a currency without balance", { currency: "eur" }, "balance_insufficient"],
])("a transfer of %s is refused", async (_what, change, code) => {
  const { stripe, readyAccount, fund } = openShop();
  const destination = await readyAccount();
  fund("usd", 5_000);
  const order = { amount: 100, currency: "usd", destination, ...change };
  await expect(stripe.transfers.create(order)).rejects.toMatchObject({ code });
  expect((await stripe.transfers.list()).data).toEqual([]);
});

test("transfers reach neither accounts that are not ready nor other regions", async () => {
  const { stripe, readyAccount, fund } = openShop();
  fund("usd", 5_000);
  const fresh = await stripe.accounts.create({ type: "standard", country: "US" });
  expect(fresh).toMatchObject({ charges_enabled: false, details_submitted: false });
  await expect(
    stripe.transfers.create({ amount: 1, currency: "usd", destination: fresh.id }),
  ).rejects.toMatchObject({ code: "insufficient_capabilities_for_transfer" });
  const far = await readyAccount("BR");
  await expect(stripe.transfers.create({ amount: 1, currency: "usd", destination: far })).rejects.toThrow(
    /outside of your platform's region/,
  );
});

test("each key opens an account of its own, and only test keys do", async () => {
  const { sandbox, stripe, readyAccount } = openShop();
  const id = await readyAccount();
  await expect(sdkOn(sandbox, "sk_test_of_another").accounts.retrieve(id)).rejects.toMatchObject({
    code: "account_invalid",
  });
  await expect(sdkOn(sandbox, "sk_live_x").balance.retrieve()).rejects.toBeInstanceOf(
    Stripe.errors.StripeAuthenticationError,
  );
  expect((await stripe.accounts.retrieveCurrent()).id).toBe(sandbox.account(KEY).id);
});

test("a misspelt parameter is refused and nothing happens", async () => {
  const { stripe, readyAccount, fund } = openShop();
  const destination = await readyAccount();
  fund("usd", 5_000);
  const order = { amount: 100, currency: "usd", destination, metadeta: { a: "b" } };
  await expect(stripe.transfers.create(order)).rejects.toMatchObject({ code: "parameter_unknown" });
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 5_000 }]);
});
