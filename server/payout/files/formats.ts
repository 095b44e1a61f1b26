import { type Currency, exponentOf } from "@/server/money/currency";
import { formatMinor, type Minor } from "@/server/money/minor";
import type { Id } from "@/server/platform/ids";
import { csvOf, plainWords } from "./csv";

/** One payout of a file. */
export type FileRow = {
  id: Id;
  partnerName: string;
  /** The address of the partner's PayPal or Wise account. */
  recipient: string;
  amount: Minor;
  currency: Currency;
};

export type FileRail = "paypal_file" | "wise_file";

/** The most payouts that one file may hold. Source: PayPal, "Use Web UI" of Payouts; Wise, "Batch payments". */
export const MAX_ROWS: Readonly<Record<FileRail, number>> = { paypal_file: 5_000, wise_file: 1_000 };

const MAX_NOTE = 400;
const MAX_NAME = 140;

/** The file as it is uploaded. `brandName` is what PayPal shows the partner. */
export function fileContent(rail: FileRail, rows: readonly FileRow[], brandName: string): string {
  return rail === "paypal_file" ? paypal(rows, brandName) : wise(rows);
}

/** Without a header; the customer id, at most 30 characters without spaces, is the payout's. */
function paypal(rows: readonly FileRow[], brandName: string): string {
  const note = plainWords(`Your payout from ${brandName}`, MAX_NOTE);
  return csvOf(rows.map((row) => [row.recipient, written(row), row.currency, row.id, note, "PAYPAL"]));
}

const WISE_COLUMNS = [
  "name",
  "recipientEmail",
  "sourceCurrency",
  "targetCurrency",
  "amount",
  "amountCurrency",
];

/** Paid from a balance in the payout's own currency; the amount is what arrives. */
function wise(rows: readonly FileRow[]): string {
  const lines = rows.map((row) => [
    plainWords(row.partnerName, MAX_NAME),
    row.recipient,
    row.currency,
    row.currency,
    written(row),
    "target",
  ]);
  return csvOf([WISE_COLUMNS, ...lines]);
}

function written({ amount, currency }: FileRow): string {
  return formatMinor(amount, exponentOf(currency));
}
