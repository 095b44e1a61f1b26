import { isLead } from "@/server/event/rules";
import type { Currency } from "@/server/money/currency";
import { type Minor, minor, ZERO } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import { CLICK_RULE, type TermsVersion } from "@/server/program/rules";
import { addMonths } from "@/server/program/terms/calendar";
import { credited, type ExampleProgram, type Sum, touchOf, USUAL_SALE } from "./example";
import { owed } from "./rules";

const YEAR_MONTHS = 12;

/** `customers`: new ones in each month. `value`: what each pays every month from then on, in the program's currency. */
export type Expectation = { customers: bigint; value: Minor };

/**
 * What a partner earns within twelve months who wins so many customers in each of them, worked out by the rules that the ledger is
 * derived with. Each customer does once what leads are paid for, and pays every month. Clicks are not counted.
 */
export function yearOf(
  terms: TermsVersion,
  program: ExampleProgram,
  at: Millis,
  { customers, value }: Expectation,
): Sum[] {
  const { currency, timeZone } = program;
  const touch = touchOf(terms, program);
  const monthOf = new Map<string, number>();
  const events = deedsOf(terms).flatMap(({ name, times }) =>
    Array.from({ length: times }, (_, month) => {
      const id = `${name} ${month}`;
      monthOf.set(id, month);
      const ts = addMonths(at, month, timeZone);
      return credited({ id, name, ts, value: isLead(name) ? null : value, currency }, touch);
    }),
  );
  const sums = new Map<Currency, Minor>();
  for (const { eventId, amount, currency } of owed(events)) {
    // Who came in the year's last month has only a first one within it, so early months of a customer count most often.
    const alike = BigInt(YEAR_MONTHS - (monthOf.get(eventId ?? "") ?? 0)) * customers;
    sums.set(currency, minor((sums.get(currency) ?? ZERO) + amount * alike));
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

/** What one customer does in a year: a lead once, and of payments the kind that the terms pay for. */
function deedsOf({ rules }: TermsVersion): { name: string; times: number }[] {
  const types = rules.map(({ eventType }) => eventType ?? USUAL_SALE).filter((type) => type !== CLICK_RULE);
  const leads = [...new Set(types.filter(isLead))].map((name) => ({ name, times: 1 }));
  const sales = types.filter((type) => !isLead(type));
  const sale = sales.includes(USUAL_SALE) ? USUAL_SALE : sales[0];
  return sale === undefined ? leads : [...leads, { name: sale, times: YEAR_MONTHS }];
}
