import { expect, it } from "vitest";
import { inWords } from "./in-words";

const body = (path: string, reason: string) => ({
  message: `The body cannot be used: ${path} ${reason}.`,
  detail: [{ path, reason }],
});

it.each([
  ["a reason that stands alone", body("recipient", "invalid email address"), "Invalid email address."],
  ["a reason with its own subject", body("url", "127.0.0.1 is not public"), "127.0.0.1 is not public."],
  ["a macro", body("url", "{nope} is no macro"), "{nope} is no macro."],
  ["what a field is not", body("currency", "is no currency code"), "Currency is no currency code."],
  [
    "a field of two words",
    body("terms.holdbackDays", "must be at most 365"),
    "Holdback days must be at most 365.",
  ],
  [
    "a field before its value",
    { message: 'host: "x" is no host name.', detail: null },
    '"x" is no host name.',
  ],
  ["a whole sentence", { message: "The link is paused.", detail: null }, "The link is paused."],
  [
    "several problems",
    {
      message: "The body cannot be used: …",
      detail: [body("name", "is missing"), body("slug", "is missing")].flatMap(({ detail }) => detail),
    },
    "Name is missing. Slug is missing.",
  ],
])("%s is told to a form's reader in words", (_what, refusal, told) => {
  expect(inWords(refusal)).toBe(told);
});
