import { z } from "zod";
import type { Millis } from "@/server/platform/clock";
import type { ErrorCode } from "@/server/platform/errors";
import { type Id, parseId } from "@/server/platform/ids";

const CONTROL_OR_LONE_SURROGATE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const AMOUNT = /^\d+(\.\d+)?$/;
const SIGNED_AMOUNT = /^-?\d+(\.\d+)?$/;
const ISO_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)$/;

/** Marks a problem that has an error code of its own. */
function problem(code: ErrorCode, message: string) {
  return { message, params: { code } };
}

/** Text that PostgreSQL can hold: no NUL, no lone surrogate. */
export const text = (maxCharacters: number, minCharacters = 1) =>
  z
    .string()
    .min(minCharacters)
    .max(maxCharacters)
    .refine((value) => !CONTROL_OR_LONE_SURROGATE.test(value), "must not contain NUL or a lone surrogate");

/** Whether PostgreSQL can hold a JSON value: its texts, and the names in it, are bound like all text. */
export function storable(value: unknown): boolean {
  if (typeof value === "string") return !CONTROL_OR_LONE_SURROGATE.test(value);
  if (Array.isArray(value)) return value.every(storable);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => storable(name) && storable(inner));
}

export const email = z.email().max(254);

/** An id in a body or filter. One that is none is a problem of the body; in a path it is a 404 (see `idIn`). */
export const id = z
  .string()
  .transform((value, ctx): Id => {
    const parsed = parseId(value);
    if (parsed) return parsed;
    ctx.addIssue({ code: "custom", message: "must be an id of 26 characters" });
    return z.NEVER;
  })
  .meta({ type: "string", format: "ulid" });

/** Path parameters that are ids: one that is none leads nowhere, which is a 404 with the thing's name. */
export const idIn = (
  thing:
    | "program"
    | "terms"
    | "partner"
    | "link"
    | "coupon"
    | "click"
    | "customer"
    | "event"
    | "commission"
    | "file"
    | "api_key"
    | "job"
    | "run"
    | "change"
    | "webhook"
    | "postback"
    | "delivery"
    | "mail"
    | "member"
    | "application"
    | "payout"
    | "payout_file"
    | "domain",
) =>
  z
    .string()
    .transform((value, ctx): Id => {
      const parsed = parseId(value);
      if (parsed) return parsed;
      ctx.addIssue({
        code: "custom",
        ...problem(`${thing}_not_found`, `There is no ${thing.replace("_", " ")} "${value.slice(0, 40)}".`),
      });
      return z.NEVER;
    })
    .meta({ type: "string", format: "ulid" });

/** A decimal in major units, as written. What the currency allows is checked where the currency is known. */
export const amount = decimal(AMOUNT, "digits with at most one point, such as 12.34").meta({
  examples: ["12.34"],
  description: "A decimal in major units of the currency.",
});

/** The same with a minus in front where something is taken off. */
export const signedAmount = decimal(
  SIGNED_AMOUNT,
  "digits with at most one point, such as 12.34 or -12.34",
).meta({
  examples: ["12.34"],
  description: "A decimal in major units of the currency; with a minus in front it is taken off.",
});

function decimal(pattern: RegExp, wanted: string) {
  return z
    .union([z.string(), z.number()], "must be a decimal, as text or as a number")
    .transform((value, ctx): string => {
      const written = String(value);
      if (pattern.test(written) && written.length <= 40) return written;
      ctx.addIssue({
        code: "custom",
        ...problem("invalid_amount", `"${written.slice(0, 40)}" is no amount: write ${wanted}.`),
      });
      return z.NEVER;
    });
}

/** Letters of a currency code; whether it exists is checked by `money/currency`. */
export const currency = z
  .string()
  .transform((value) => value.toUpperCase())
  .meta({ type: "string", examples: ["USD"], description: "ISO 4217, in any case." });

/** Years of four digits, which every part of the server can write and read. */
const FIRST_TIME: Millis = Date.parse("0001-01-01T00:00:00Z");
const LAST_TIME: Millis = Date.parse("9999-12-31T23:59:59.999Z");

const TIME_WANTED = "must be an ISO 8601 time with an offset, or integer milliseconds";

/** NaN for a text that is no instant. `Date.parse` alone takes 30 February for 2 March. */
function readIso(text: string): Millis {
  const [, year, month, day] = ISO_TIME.exec(text) ?? [];
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) <= lastDay ? Date.parse(text.replace(" ", "T")) : Number.NaN;
}

/** ISO 8601 with any offset, or integer milliseconds since 1970. */
export const time = z
  .union([z.string(), z.number()], TIME_WANTED)
  .transform((value, ctx): Millis => {
    const parsed = typeof value === "number" ? value : readIso(value);
    if (parsed >= FIRST_TIME && parsed <= LAST_TIME && Number.isInteger(parsed)) return parsed;
    ctx.addIssue({
      code: "custom",
      ...(Number.isSafeInteger(parsed)
        ? problem("invalid_time", "must lie in the years 1 to 9999")
        : { message: TIME_WANTED }),
    });
    return z.NEVER;
  })
  .meta({
    examples: ["2026-11-21T09:30:00Z"],
    description: "ISO 8601 with an offset, or integer milliseconds since 1970.",
  });

/** The same in a query string. */
export const queryTime = z.string().transform((value, ctx): Millis => {
  const result = time.safeParse(/^-?\d+$/.test(value) ? Number(value) : value);
  if (result.success) return result.data;
  ctx.addIssue({ code: "custom", message: TIME_WANTED });
  return z.NEVER;
});

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 100;

/** The query parameters that every list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  cursor: id.optional(),
};

/** A reply with one page of rows. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ data: z.array(row), nextCursor: z.string().nullable() });

/** Money on the wire. */
export const money = z.object({ amount: z.string(), minor: z.number().int(), currency: z.string() }).meta({
  id: "Money",
  description: "`amount` in major units with the currency's decimals; `minor` in minor units.",
});

export const isoTime = z.string().meta({ format: "date-time" });
export const replyId = z.string().meta({ format: "ulid" });
