import { expect, test } from "vitest";
import { minor } from "@/server/money/minor";
import { fileContent } from "./formats";

const row = {
  id: "01M7YCGWZD8NRMVE2X1HDQRX1W",
  partnerName: "Ada Lovelace",
  recipient: "ada@partners.test",
  amount: minor(1_205),
  currency: "USD",
};

test("a PayPal file has a row without a header for each payout", () => {
  expect(fileContent("paypal_file", [row], "Acme")).toBe(
    "ada@partners.test,12.05,USD,01M7YCGWZD8NRMVE2X1HDQRX1W,Your payout from Acme,PAYPAL\r\n",
  );
});

test("a Wise file names its columns", () => {
  expect(fileContent("wise_file", [row], "Acme")).toBe(
    "name,recipientEmail,sourceCurrency,targetCurrency,amount,amountCurrency\r\nAda Lovelace,ada@partners.test,USD,USD,12.05,target\r\n",
  );
});

test("yen have no decimals in a file", () => {
  expect(fileContent("wise_file", [{ ...row, amount: minor(200), currency: "JPY" }], "Acme")).toContain(
    ",JPY,JPY,200,target",
  );
});

test("a name with commas, quotes and line breaks stays one field, and is never a formula", () => {
  const named = (partnerName: string) =>
    fileContent("wise_file", [{ ...row, partnerName }], "Acme").split("\r\n")[1];
  expect(named('Lovelace, "Ada"\nCountess')).toMatch(/^"Lovelace, ""Ada"" Countess",/);
  expect(named("=HYPERLINK(1)")).toMatch(/^HYPERLINK\(1\),/);
  expect(fileContent("paypal_file", [row], "A, B")).toContain('"Your payout from A, B"');
});
