import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openShop } from "../../testing/shop";
import { journalIn } from "./journal";

const folder = mkdtempSync(path.join(tmpdir(), "openpartner-sandbox-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a sandbox that starts again knows what it knew, keys included, but for a line that was cut short", async () => {
  const file = path.join(folder, "stripe.jsonl");
  const before = openShop({ journal: journalIn(file) });
  const destination = await before.readyAccount();
  before.fund("usd", 900);
  const order = { amount: 400, currency: "usd", destination };
  const transfer = await before.stripe.transfers.create(order, { idempotencyKey: "k" });
  appendFileSync(file, '{"account":"acct_1","table":"tran');

  for (let start = 0; start < 2; start++) {
    const after = openShop({ journal: journalIn(file) });
    expect(await after.stripe.transfers.retrieve(transfer.id)).toMatchObject({ amount: 400, destination });
    expect((await after.stripe.balance.retrieve()).available).toMatchObject([{ amount: 500 }]);
    expect((await after.stripe.transfers.create(order, { idempotencyKey: "k" })).id).toBe(transfer.id);
  }
});
