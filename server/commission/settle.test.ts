import { describe, expect, it } from "vitest";
import { type CommissionKey, keyText } from "@/server/attribution/history";
import { id } from "@/server/attribution/testing/facts";
import { minor } from "@/server/money/minor";
import type { Owed } from "./rules";
import { type Entry, type Expected, type Posting, settle } from "./settle";

const KEY: CommissionKey = {
  eventId: id("sale"),
  partnerId: id("A"),
  programId: id("P"),
  ruleId: "r",
  currency: "USD",
};
const DUE = 1_000;

/** What is owed under the one key, out of a sale's net. */
function expecting(amount: number, net = 100, own: Partial<Expected> = {}): Expected {
  const arithmetic: Owed["arithmetic"] = {
    kind: "percent",
    value: "20",
    gross: "100",
    net: String(net),
    cappedAt: null,
    sharedWeight: 1,
    weight: 1,
    whole: "",
    part: "",
  };
  const one: Owed = {
    ...KEY,
    amount: minor(amount),
    termsId: id("t"),
    availableAt: DUE,
    approval: "manual",
    net: minor(net),
    arithmetic,
  };
  return {
    owed: amount === 0 ? [] : [one],
    nets: new Map([[KEY.eventId, minor(net)]]),
    reversed: new Set(),
    ...own,
  };
}

type State = "pending" | "approved" | "claimed" | "paid" | "reversed";

function entry(number: number, amount: number, state: State, own: Partial<Entry> = {}): Entry {
  const status = state === "claimed" ? "approved" : state;
  return {
    ...KEY,
    id: `E${number}`,
    amount: minor(amount),
    status,
    claimed: state === "claimed",
    availableAt: DUE,
    kind: "accrual",
    net: minor(100),
    termsId: id("t"),
    ...own,
  };
}

const line = ({ amount, kind, status, availableAt }: Posting): string =>
  `${amount} ${kind} ${status} ${availableAt}`;

/** What is reversed, and what is posted. */
function told(expected: Expected, entries: Entry[]): [string[], string[]] {
  const { reverse, post } = settle(expected, entries);
  return [reverse, post.map(line)];
}

describe("settling one key", () => {
  it.each<[string, Expected, Entry[], string[], string[]]>([
    ["posts what is owed", expecting(20), [], [], ["20 accrual pending 1000"]],
    ["posts nothing that is there", expecting(20), [entry(1, 20, "pending")], [], []],
    ["nor what was paid", expecting(20), [entry(1, 20, "paid")], [], []],
    ["replaces an open entry", expecting(15), [entry(1, 20, "pending")], ["E1"], ["15 accrual pending 1000"]],
    ["takes an open entry out", expecting(0), [entry(1, 20, "approved")], ["E1"], []],
    [
      "passes a reversed one over",
      expecting(20),
      [entry(1, 20, "reversed")],
      [],
      ["20 accrual pending 1000"],
    ],
    ["keeps an approval", expecting(15), [entry(1, 20, "approved")], ["E1"], ["15 accrual approved 1000"]],
    [
      "keeps the earliest date",
      expecting(15),
      [entry(1, 20, "pending", { availableAt: 5 })],
      ["E1"],
      ["15 accrual pending 5"],
    ],
    ["corrects what was paid", expecting(15), [entry(1, 20, "paid")], [], ["-5 correction approved 1000"]],
    [
      "claws back what was paid when the sale fell",
      expecting(15, 75),
      [entry(1, 20, "paid")],
      [],
      ["-5 clawback approved 1000"],
    ],
    [
      "corrects what is in a payout",
      expecting(15, 75),
      [entry(1, 20, "claimed")],
      [],
      ["-5 clawback approved 1000"],
    ],
    ["adds to what was paid", expecting(30), [entry(1, 20, "paid")], [], ["10 correction pending 1000"]],
    ["claws back all", expecting(0, 0), [entry(1, 20, "paid")], [], ["-20 clawback approved 1000"]],
    [
      "replaces an open clawback by what remains",
      expecting(12, 60),
      [entry(1, 20, "paid"), entry(2, -5, "approved", { kind: "clawback", net: minor(75) })],
      ["E2"],
      ["-8 clawback approved 1000"],
    ],
    [
      "takes an open clawback out when the dispute is won",
      expecting(20),
      [entry(1, 20, "paid"), entry(2, -20, "approved", { kind: "clawback", net: minor(0) })],
      ["E2"],
      [],
    ],
    [
      "gives back a clawback that was settled",
      expecting(20),
      [entry(1, 20, "paid"), entry(2, -20, "paid", { kind: "clawback", net: minor(0) })],
      [],
      ["20 correction pending 1000"],
    ],
    [
      "does not take a clawback's approval for that of an amount",
      expecting(25),
      [entry(1, 20, "paid"), entry(2, -5, "approved", { kind: "clawback" })],
      ["E2"],
      ["5 correction pending 1000"],
    ],
    [
      "makes one of two open entries, as a released payout leaves",
      expecting(10),
      [entry(1, 20, "approved"), entry(2, -5, "approved", { kind: "correction" })],
      ["E1", "E2"],
      ["10 accrual approved 1000"],
    ],
    ["leaves a bonus alone", expecting(0), [entry(1, 20, "pending", { kind: "bonus" })], [], []],
    [
      "leaves an entry by hand alone",
      expecting(20),
      [entry(1, 5, "paid", { kind: "manual" })],
      [],
      ["20 accrual pending 1000"],
    ],
  ])("%s", (_, expected, entries, reversed, posted) => {
    expect(told(expected, entries)).toEqual([reversed, posted]);
  });
});

describe("a key that a person reversed", () => {
  const reversed = { reversed: new Set([keyText(KEY)]) };
  it.each<[string, Entry[], string[], string[]]>([
    ["is not posted", [], [], []],
    ["is taken out while open", [entry(1, 20, "pending")], ["E1"], []],
    [
      "is clawed back once paid, though the sale stands",
      [entry(1, 20, "paid")],
      [],
      ["-20 clawback approved 1000"],
    ],
  ])("%s", (_, entries, gone, posted) => {
    expect(told(expecting(20, 100, reversed), entries)).toEqual([gone, posted]);
  });
});

it("each key is settled by itself", () => {
  const other = { currency: "EUR" };
  const { reverse, post } = settle(expecting(20), [
    entry(1, 20, "pending", other),
    entry(2, 20, "paid", { partnerId: id("B") }),
  ]);
  expect(reverse).toEqual(["E1"]);
  expect(post.map((one) => [one.partnerId, one.currency, line(one)])).toEqual([
    [id("A"), "USD", "20 accrual pending 1000"],
    [id("B"), "USD", "-20 correction approved 1000"],
  ]);
});

it("a posting carries what the ledger records beside the amount", () => {
  const [post] = settle(expecting(20, 75), []).post;
  expect(post).toMatchObject({
    ...KEY,
    termsId: id("t"),
    net: 75n,
    approval: "manual",
    arithmetic: { value: "20" },
  });
});
