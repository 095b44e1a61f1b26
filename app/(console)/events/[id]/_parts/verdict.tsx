import Link from "next/link";
import { events } from "@/app/_text/console/events";
import { demo } from "@/app/_text/public/demo";
import { Notice } from "@/app/_ui/page/notice";
import { Moment } from "@/app/_ui/value/moment";
import { moneyText } from "@/app/_ui/value/money";
import type { EventTrace } from "@/server/report/history/trace";
import { OutcomeBadge } from "../../_parts/outcome";

const { verdict: text, next } = events;

/** The answer in words: whether the event was credited, why, and what would change that. */
export function Verdict({ trace, timeZone }: { trace: EventTrace; timeZone: string }) {
  const { event, outcome } = trace.explanation;
  const worth = event.value !== null && event.currency ? moneyText(event.value, event.currency) : null;
  return (
    <header>
      <h1>
        <span className="block text-ink-soft">
          <span className="inline-block first-letter:uppercase">{demo.eventName(event.type)}</span>
          {worth ? ` ${text.of} ${worth}` : ""}
        </span>
        <span className="mt-1.5 block text-3xl font-semibold tracking-tight text-balance sm:text-4xl">
          {answerOf(trace)}
        </span>
      </h1>
      <p className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-ink-soft">
        <OutcomeBadge of={outcome} />
        {outcome.sentence}
      </p>
      <p className="mt-2 text-sm text-ink-soft">
        {text.by} <span className="font-mono text-[0.8125rem]">{event.userId}</span>,{" "}
        <Moment at={event.ts} timeZone={timeZone} />
      </p>
      <Next outcome={outcome} />
    </header>
  );
}

function answerOf({ explanation: { outcome, clicks, byHand }, partnerNames }: EventTrace): string {
  if (outcome.status === "not_attributable") return text.none;
  if (outcome.status !== "attributed") return text.not;
  const touches = byHand ? [byHand] : clicks.filter((click) => click.weight > 0);
  const credited = touches.map((touch) => touch.partnerId);
  const names = [...new Set(credited)].flatMap((id) => partnerNames.get(id) ?? []);
  return names.length === 0 ? outcome.sentence : text.credited(new Intl.ListFormat("en").format(names));
}

/** What a person could do about it; nothing where there is nothing to do. */
function Next({ outcome: { status, detail } }: Pick<EventTrace["explanation"], "outcome">) {
  if (detail.code === "reduces" || detail.code === "other_currency") {
    return (
      <p className="mt-5">
        <Link href={`/events/${detail.saleId}`} className="text-link">
          {next.sale}
        </Link>
      </p>
    );
  }
  if (status === "attributed" || status === "not_attributable") return null;
  return (
    <Notice kind="note" className="mt-6 max-w-[80ch]">
      <strong className="block font-semibold text-ink">{next.title}</strong>
      {next[status]}
    </Notice>
  );
}
