import Link from "next/link";
import type { ReactNode } from "react";
import { customers } from "@/app/_text/console/customers";
import { demo } from "@/app/_text/public/demo";
import { fillOf, type Kind } from "@/app/_ui/value/kind";
import { dateText } from "@/app/_ui/value/moment";
import { Amount, When } from "@/app/_ui/value/wire";
import { DAY_MS } from "@/server/platform/clock";
import { CommissionMark } from "../../commissions/_parts/status";
import { OutcomeBadge } from "../../events/_parts/outcome";
import type { Path } from "../load";

const { one: text } = customers;
type Step = Path["steps"][number];
type Props = { steps: readonly Step[]; names: ReadonlyMap<string, string>; timeZone: string };

const KINDS: Record<Step["kind"], Kind> = {
  click: "raw",
  identity: "raw",
  event: "raw",
  commission: "ledger",
};

/** A person's way on one line of time, the earliest first. */
export function Steps({ steps, names, timeZone }: Props) {
  return (
    <ol>
      {foldTies(steps).map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be alike, and their order never changes
        <li key={index} className="group/step relative flex gap-4 pb-5 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-4 left-[5px] h-full w-0.5 bg-line group-last/step:hidden"
          />
          <span
            aria-hidden="true"
            className={`z-1 mt-1 size-3 shrink-0 rounded-full ring-4 ring-surface ${step.kind === "identity" ? "border-2 border-raw bg-surface" : fillOf[KINDS[step.kind]]}`}
          />
          <div className="flex min-w-0 grow flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 text-sm">
            <div className="min-w-0">
              <Told step={step} names={names} timeZone={timeZone} />
            </div>
            <span className="text-[0.8125rem] text-ink-faint">
              <When at={step.at} timeZone={timeZone} />
            </span>
          </div>
        </li>
      ))}
    </ol>
  );
}

type Shown = Step & { ties?: number };

/** A person is told apart once, whatever the number of clicks that this ties to them. */
function foldTies(steps: readonly Step[]): Shown[] {
  const shown: Shown[] = [];
  for (const step of steps) {
    const last = shown.at(-1);
    const same = step.kind === "identity" && last?.kind === "identity" && last.userId === step.userId;
    if (same && last.learntAt === step.learntAt) last.ties = (last.ties ?? 1) + 1;
    else shown.push({ ...step });
  }
  return shown;
}

function Told({ step, names, timeZone }: { step: Shown } & Omit<Props, "steps">) {
  switch (step.kind) {
    case "click": {
      const partner = names.get(step.partnerId) ?? "";
      return (
        <Lines
          first={step.coupon ? text.coupon(partner) : text.clicked(partner)}
          second={[step.landingUrl, text.verdict[step.verdict]].filter(Boolean).join(" · ")}
        />
      );
    }
    case "identity": {
      const late = Date.parse(step.learntAt) - Date.parse(step.at) > DAY_MS;
      return (
        <Lines
          first={
            <>
              {text.identified(step.ties ?? 1)}{" "}
              <span className="font-mono text-[0.8125rem]">{step.userId}</span>
            </>
          }
          second={late ? text.late(dateText(Date.parse(step.learntAt), timeZone)) : ""}
        />
      );
    }
    case "event":
      return (
        <Lines
          first={
            <span className="flex flex-wrap items-baseline gap-x-3">
              <Link href={`/events/${step.id}`} className="font-medium hover:underline">
                <span className="inline-block first-letter:uppercase">{demo.eventName(step.type)}</span>
                {step.value ? (
                  <>
                    {" "}
                    · <Amount of={step.value} />
                  </>
                ) : null}
              </Link>
              <OutcomeBadge of={step.outcome} />
            </span>
          }
          second={step.outcome && step.outcome.status !== "attributed" ? step.outcome.sentence : ""}
        />
      );
    case "commission":
      return (
        <Lines
          first={
            <span className="flex flex-wrap items-baseline gap-x-3">
              <Link href={`/commissions/${step.id}`} className="font-medium text-ledger hover:underline">
                {names.get(step.partnerId)} {text.entry[step.entry]} <Amount of={step.amount} />
              </Link>
              <CommissionMark status={step.status} />
            </span>
          }
          second={step.reason ?? ""}
        />
      );
  }
}

function Lines({ first, second }: { first: ReactNode; second: string }) {
  return (
    <>
      <span className="font-medium">{first}</span>
      {second === "" ? null : <span className="mt-0.5 block break-words text-ink-soft">{second}</span>}
    </>
  );
}
