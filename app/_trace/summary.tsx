import { demo } from "@/app/_text/public/demo";
import { dateText, Moment } from "@/app/_ui/value/moment";
import { moneyText } from "@/app/_ui/value/money";
import { StatusBadge } from "@/app/_ui/value/status-badge";
import { sumOf } from "@/server/demo/shown/arithmetic";
import type { Trace } from "@/server/report/history/trace";

const { summary: text } = demo;

/** Who earned how much for what, where it stands, and the sum that leads to it. */
export function Summary({ trace, timeZone }: { trace: Trace; timeZone: string }) {
  const { commission, explanation } = trace;
  const { event } = explanation;
  const [figure, currency] = moneyText(commission.amount, commission.currency).split(" ");
  return (
    <div className="grid items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_23rem]">
      <div>
        <h1>
          <span className="block text-lg text-ink-soft">
            {text.earned(trace.partnerNames.get(commission.partnerId) ?? "")}
          </span>
          <span className="figure mt-1 block text-6xl font-semibold tracking-[-0.035em] sm:text-7xl">
            {figure} <span className="text-3xl font-medium tracking-normal text-ink-faint">{currency}</span>
          </span>
        </h1>
        <p className="mt-5 text-ink-soft">
          {text.forEvent} {demo.eventName(event.type)}{" "}
          <span className="font-mono text-[0.875rem]">{event.externalId}</span> {text.of}{" "}
          <Moment at={event.ts} timeZone={timeZone} />
        </p>
        <Standing trace={trace} timeZone={timeZone} />
      </div>
      <Sum trace={trace} />
    </div>
  );
}

function Standing({ trace: { commission, explanation }, timeZone }: { trace: Trace; timeZone: string }) {
  const { status, availableAt, approvedAt, reversedAt } = commission;
  const holdbackDays =
    explanation.terms.find((version) => version.id === commission.termsId)?.holdbackDays ?? 0;
  const on = (at: number | null): string => dateText(at ?? commission.createdAt, timeZone);
  const [name, why] = {
    pending: [text.status.pending(on(availableAt)), text.statusWhy.pending(holdbackDays)],
    approved: [text.status.approved, text.statusWhy.approved(on(approvedAt), on(availableAt))],
    paid: [text.status.paid, text.statusWhy.paid],
    reversed: [text.status.reversed, text.statusWhy.reversed(on(reversedAt))],
  }[status] as [string, string];
  return (
    <p className="mt-5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-ink-soft">
      <StatusBadge status={status}>{name}</StatusBadge> {why}
    </p>
  );
}

function Sum({ trace: { commission, explanation } }: { trace: Trace }) {
  const { arithmetic } = commission;
  if (!arithmetic) return null;
  // An entry that was replaced was worked out from another net value than today's.
  const net = explanation.net && String(explanation.net.net) === arithmetic.net ? explanation.net : null;
  return (
    <section aria-label={text.sum} className="card overflow-hidden shadow-card">
      <ol className="px-6 py-5">
        {sumOf(arithmetic, net, commission.currency).map(({ kind, operator, figure }, index, all) => {
          const total = operator === "=";
          const last = index === all.length - 1;
          return (
            <li
              key={kind}
              className={`grid grid-cols-[minmax(0,1fr)_1.5rem_7rem] items-baseline py-1.5 ${total ? "border-t border-line" : ""} ${last ? "-mx-6 -mb-5 bg-ledger-wash px-6 pt-3 pb-4 font-semibold" : ""}`}
            >
              <span className={`text-sm ${last ? "text-ledger" : "text-ink-soft"}`}>{demo.lines[kind]}</span>
              <span className="text-right font-mono text-ink-faint">{operator}</span>
              <span className="figure text-right font-mono">{figure}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
