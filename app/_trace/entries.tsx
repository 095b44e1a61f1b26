import { demo } from "@/app/_text/public/demo";
import { Moment } from "@/app/_ui/value/moment";
import { Money, moneyText } from "@/app/_ui/value/money";
import { StatusBadge } from "@/app/_ui/value/status-badge";
import type { CommissionRow } from "@/server/commission/ledger/ledger";
import { type LedgerStep, ledgerSteps } from "@/server/demo/shown/ledger-steps";
import type { EventTrace } from "@/server/report/history/trace";
import { Station } from "./station";

const { entries: text } = demo;

/** `chosen` is the entry that the page is about. */
type Props = { trace: EventTrace; timeZone: string; chosen?: string };

/** The event's part of the ledger: each time something changed, and what was posted then. */
export function Entries({ trace, timeZone, chosen }: Props) {
  return (
    <Station kind="ledger" title={text.title} lead={text.lead}>
      <ol className="card divide-y divide-line">
        {ledgerSteps(trace.explanation.entries).map((step) => (
          <li key={step.at} className="px-4 py-4 sm:px-5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5">
              <span className="font-medium">{causeText(step.cause)}</span>
              <span className="text-sm text-ink-faint">
                <Moment at={step.at} timeZone={timeZone} />
              </span>
            </p>
            <ul className="mt-2">
              {step.entries.map((entry) => (
                <li
                  key={entry.id}
                  className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-1.5 text-sm sm:grid-cols-[minmax(0,1fr)_6rem_7.5rem] sm:py-1"
                >
                  <span className={entry.id === chosen ? "font-semibold" : "text-ink-soft"}>
                    {trace.partnerNames.get(entry.partnerId)}
                  </span>
                  <span className="order-last sm:order-none sm:text-right">
                    <StatusBadge status={entry.status}>{text.status[entry.status]}</StatusBadge>
                  </span>
                  <span
                    className={`text-right ${entry.status === "reversed" ? "text-ink-faint line-through" : "font-medium"}`}
                  >
                    <Money amount={entry.amount} currency={entry.currency} />
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
        {sumsOf(trace.explanation.entries).map(({ currency, amount }) => (
          <li
            key={currency}
            className="flex justify-between gap-4 bg-ledger-wash px-4 py-4 font-semibold sm:px-5"
          >
            <span>{text.sum}</span>
            <Money amount={amount} currency={currency} />
          </li>
        ))}
      </ol>
    </Station>
  );
}

/** What stands of an event, by currency: entries that were replaced weigh nothing. */
function sumsOf(entries: readonly CommissionRow[]): { currency: string; amount: bigint }[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amount, status } of entries) {
    sums.set(currency, (sums.get(currency) ?? 0n) + (status === "reversed" ? 0n : amount));
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

function causeText(cause: LedgerStep["cause"]): string {
  switch (cause.kind) {
    case "net":
      return text.causes.net(moneyText(cause.before, cause.currency), moneyText(cause.after, cause.currency));
    default:
      return text.causes[cause.kind];
  }
}
