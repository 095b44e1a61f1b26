import { afterAll, beforeAll, expect, test } from "vitest";
import { type Earner, openPayer, type Payer } from "@/tests/support/brand/payer";

// What people do by hand, twice or against each other: exactly one of them gets their way.

let payer: Payer;

beforeAll(async () => {
  payer = await openPayer();
});
afterAll(() => payer.drop());

async function planned(rail: "manual" | "wise_file"): Promise<{ id: string; partner: Earner }> {
  const partner = await payer.earner({ account: false });
  const recipient = rail === "manual" ? {} : { recipient: `${partner.id.toLowerCase()}@wise.test` };
  await payer.call("PUT", `/partners/${partner.id}/payout-method`, { rail, ...recipient });
  const run = await payer.run({ partnerIds: [partner.id] });
  return { id: run.planned[0]?.payoutId ?? "", partner };
}
const act = async (id: string, name: string, json: object = {}) =>
  (await payer.send("POST", `/payouts/${id}/${name}`, { json })).status;

test("of a confirmation and a release at once, one happens and the other is refused", async () => {
  for (let round = 0; round < 5; round++) {
    const { id, partner } = await planned("manual");
    const statuses = await Promise.all([act(id, "confirm", { reference: "wire" }), act(id, "release")]);
    expect(statuses.sort()).toEqual([200, 409]);
    const { status } = await payer.payout(id);
    const entry = status === "paid" ? "P 20.00 accrual paid" : "P 20.00 accrual approved";
    expect(await payer.ledger(partner.eventId)).toEqual([entry]);
  }
});

test("two confirmations at once with different references pay once, by one of them", async () => {
  const { id } = await planned("manual");
  const references = ["wire 1", "wire 2"].map((reference) => act(id, "confirm", { reference }));
  expect((await Promise.all(references)).sort()).toEqual([200, 409]);
});

test("more than was paid cannot come back, also when it is noted twice at once", async () => {
  const { id } = await planned("manual");
  await act(id, "confirm", { reference: "wire" });
  const back = () => act(id, "return", { amount: "12.00", reason: "account closed" });
  expect((await Promise.all([back(), back()])).sort()).toEqual([200, 400]);
  expect(await payer.payout(id)).toMatchObject({ returned: { amount: "12.00" } });
});

test("two files that are made at once hold no payout twice", async () => {
  const all = [await planned("wise_file"), await planned("wise_file"), await planned("wise_file")];
  const make = () => payer.send("POST", "/payouts/files", { json: { rail: "wise_file", currency: "USD" } });
  const made = (await Promise.all([make(), make(), make()])).filter((reply) => reply.status === 201);
  const rows = made.map((reply) => (reply.json as { rows: number }).rows);
  expect(rows.reduce((sum, one) => sum + one, 0)).toBe(all.length);
});

test("a file that is confirmed while one of its payouts is failed pays the others, and that one wholly or not at all", async () => {
  const all = [await planned("wise_file"), await planned("wise_file")];
  const file = await payer.call("POST", "/payouts/files", { rail: "wise_file", currency: "USD" });
  const [first, second] = all;
  const confirm = () =>
    payer.send("POST", `/payouts/files/${file["id"]}/confirm`, { json: { reference: "batch" } });
  const [failed, ...confirmed] = await Promise.all([
    act(first?.id ?? "", "fail", { reason: "no such account" }),
    confirm(),
    confirm(),
  ]);
  expect(confirmed.map((reply) => reply.status)).toEqual([200, 200]);
  const { status } = await payer.payout(first?.id ?? "");
  expect(status).toBe(failed === 200 ? "failed" : "paid");
  const entry = status === "paid" ? "P 20.00 accrual paid" : "P 20.00 accrual approved";
  expect(await payer.ledger(first?.partner.eventId ?? "")).toEqual([entry]);
  expect((await payer.payout(second?.id ?? "")).status).toBe("paid");
});
