import { expect, it } from "vitest";
import { addressOf } from "./address";

const LINK = "https://go.acme.example/r/mara";

it.each([
  ["nothing is the link itself", {}, LINK],
  ["what is empty or blank is left out", { sub1: "", sub2: "  ", url: "" }, LINK],
  ["a placement is told", { sub1: "newsletter" }, `${LINK}?sub1=newsletter`],
  ["what would end a parameter is encoded", { sub3: "a&b=c #d" }, `${LINK}?sub3=a%26b%3Dc+%23d`],
  [
    "another page comes first, encoded",
    { sub1: "blog", url: "https://acme.example/p?x=1" },
    `${LINK}?url=https%3A%2F%2Facme.example%2Fp%3Fx%3D1&sub1=blog`,
  ],
])("%s", (_, wish, expected) => {
  expect(addressOf(LINK, wish)).toBe(expected);
});
