import type { z } from "zod";

const NAMED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What is wrong with a value, in words for a person where Zod's own are for its types; undefined leaves Zod's. */
export function reasonOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is missing";
      return `must be ${NAMED[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`;
    case "too_small":
      return boundOf(issue.origin, "at least", issue.minimum);
    case "too_big":
      return boundOf(issue.origin, "at most", issue.maximum);
    case "unrecognized_keys":
      return "is not known here";
    default:
      return undefined;
  }
}

function kindOf(value: unknown): string {
  if (value === null || typeof value === "number") return String(value);
  if (Array.isArray(value)) return "a list";
  return NAMED[typeof value] ?? typeof value;
}

function boundOf(origin: string, which: "at least" | "at most", bound: number | bigint): string {
  if (origin !== "number" && which === "at least" && Number(bound) === 1) return "must not be empty";
  if (origin === "string") return `must have ${which} ${bound} characters`;
  if (origin === "array") return `must have ${which} ${bound} entries`;
  return `must be ${which} ${bound}`;
}
