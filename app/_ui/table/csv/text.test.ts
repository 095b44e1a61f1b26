import { expect, it } from "vitest";
import { type Cell, csvText } from "./text";

const words = (text: string): Cell => ({ text, amounts: [] });
const sums = (...amounts: [string, string][]): Cell => ({
  text: amounts.map(([amount, currency]) => `${amount} ${currency}`).join("\n"),
  amounts: amounts.map(([amount, currency]) => ({ amount, currency })),
});
const save = (...rows: Cell[][]): string[] => csvText(rows, (column) => `${column} currency`).split("\r\n");

it("a column with sums becomes plain decimals and their currency", () => {
  expect(
    save(
      [words("Partner"), words("Earned")],
      [words("Ann"), sums(["-1234.50", "USD"])],
      [words("Ben"), sums(["10", "JPY"], ["9.80", "EUR"])],
      [words("Cy"), words("–")],
    ),
  ).toEqual([
    '"Partner","Earned","Earned currency"',
    '"Ann","-1234.50","USD"',
    '"Ben","10; 9.80","JPY; EUR"',
    '"Cy","",""',
  ]);
});

it.each([
  ["=1+1", '"\'=1+1"'],
  ["-cmd", '"\'-cmd"'],
  ["-5", '"-5"'],
  ['say "hi", twice', '"say ""hi"", twice"'],
])("%j is saved as %s", (text, expected) => {
  expect(save([words("Name")], [words(text)])).toEqual(['"Name"', expected]);
});
