import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { overview } from "@/app/_text/console/overview";
import { Panel } from "@/app/_ui/page/panel";
import { Amounts } from "@/app/_ui/value/wire";
import type { Overview } from "../load";

const { tasks: text, setup } = overview;
type Task = { href: string; words: string; aside?: ReactNode };

/** What waits for a person, the dearest first. */
export function Tasks({ tasks }: { tasks: Overview["tasks"] }) {
  const open = openTasks(tasks);
  return (
    <Panel title={text.title}>
      {open.length === 0 ? (
        <p className="flex items-start gap-2.5 text-sm text-ink-soft">
          <Check className="mt-0.5 size-4 shrink-0 text-ledger" aria-hidden="true" />
          {text.done}
        </p>
      ) : (
        <ul className="-mx-2 flex flex-col">
          {open.map(({ href, words, aside }) => (
            <li key={words}>
              <Link
                href={href}
                className="group flex items-start justify-between gap-4 rounded-lg px-2 py-2.5 text-sm hover:bg-sunken"
              >
                <span>
                  {words}
                  {aside ? <span className="mt-0.5 block text-ink-soft">{aside}</span> : null}
                </span>
                <ArrowRight
                  className="mt-0.5 size-4 shrink-0 text-ink-faint group-hover:text-ink"
                  aria-hidden="true"
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function openTasks({
  review,
  applications,
  suspectClicks,
  due,
  payouts,
  failingReceivers,
  failedStripeEvents,
}: Overview["tasks"]) {
  const tasks: (Task | false)[] = [
    payouts.stuck > 0 && { href: "/payouts?status=held", words: text.stuck(payouts.stuck) },
    failedStripeEvents > 0 && {
      href: "/developers/stripe/events?status=failed",
      words: text.lacking(failedStripeEvents),
    },
    failingReceivers > 0 && { href: "/developers/webhooks", words: text.failing(failingReceivers) },
    payouts.toConfirm > 0 && { href: "/payouts?status=planned", words: text.toConfirm(payouts.toConfirm) },
    review.entries > 0 && {
      href: "/commissions?status=review",
      words: text.review(review.entries),
      aside: <Amounts of={review.sums} />,
    },
    applications > 0 && { href: "/partners", words: text.applications(applications) },
    due.length > 0 && { href: "/payouts/run", words: text.due, aside: <Amounts of={due} /> },
    suspectClicks > 0 && { href: "/fraud", words: text.suspect(suspectClicks) },
  ];
  return tasks.filter((task) => task !== false);
}

const STEPS = [
  ["program", "/programs"],
  ["partner", "/partners"],
  ["click", "/partners"],
  ["event", "/developers"],
] as const;

/** The steps of setting up, until all are done. */
export function SetUp({ done }: { done: Overview["tasks"]["setup"] }) {
  const count = STEPS.filter(([step]) => done[step]).length;
  if (count === STEPS.length) return null;
  return (
    <Panel title={setup.title} lead={setup.lead(count, STEPS.length)} className="mb-6">
      <ol className="flex flex-col gap-2.5 text-sm">
        {STEPS.map(([step, href]) => (
          <li key={step} className="flex items-center gap-3">
            <span
              aria-hidden="true"
              className={`grid size-5 shrink-0 place-items-center rounded-full border ${done[step] ? "border-ledger bg-ledger text-on-accent" : "border-line-strong"}`}
            >
              {done[step] ? <Check className="size-3" /> : null}
            </span>
            {done[step] ? (
              <s className="text-ink-faint">{setup[step]}</s>
            ) : (
              <Link href={href} className="text-link">
                {setup[step]}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
