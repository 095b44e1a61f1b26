import { AppError } from "@/server/platform/errors";
import { type Currency, exponentOf, isCurrency } from "./currency";
import { type Minor, minor, parseAmount } from "./minor";

/** The code itself. 400 `invalid_currency`. */
export function readCurrency(code: string): Currency {
  if (isCurrency(code)) return code;
  throw new AppError("invalid_currency", `"${code.slice(0, 20)}" is no ISO 4217 currency code.`);
}

/** Reads an amount in major units exactly. 400 `invalid_amount` and `invalid_currency`. */
export function readAmount(written: string, code: string): Minor {
  return read(written, written, code);
}

/** The same, with or without a minus in front. */
export function readSignedAmount(written: string, code: string): Minor {
  return written.startsWith("-") ? minor(-read(written.slice(1), written, code)) : readAmount(written, code);
}

function read(digits: string, written: string, code: string): Minor {
  const currency = readCurrency(code);
  const parsed = parseAmount(digits, exponentOf(currency));
  if (parsed.ok) return parsed.value;
  throw new AppError("invalid_amount", `${written.slice(0, 40)} ${currency}: ${parsed.reason}.`);
}
