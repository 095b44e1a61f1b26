import { Check } from "lucide-react";
import { portal } from "@/app/_text/portal/portal";
import { ButtonLink } from "@/app/_ui/form/button";
import { Panel } from "@/app/_ui/page/panel";
import type { Earnings } from "./load";

const { start: text } = portal.earnings;
const STEPS = ["link", "pay", "click", "credit"] as const;
const PLACES = { link: "/portal/links", pay: "/portal/payouts#how", click: "/portal/assets", credit: null };

/** What a new partner does first, with what is done; nothing once all of it is. */
export function FirstSteps({ of }: { of: Earnings["steps"] }) {
  const done = STEPS.filter((step) => of[step]).length;
  if (done === STEPS.length) return null;
  const next = STEPS.find((step) => !of[step]);
  return (
    <Panel title={text.title} lead={text.lead(done, STEPS.length)} className="mb-4">
      <ol className="flex flex-col gap-4">
        {STEPS.map((step) => (
          <Step key={step} step={step} done={of[step]} next={step === next} />
        ))}
      </ol>
    </Panel>
  );
}

type StepProps = { step: (typeof STEPS)[number]; done: boolean; next: boolean };

function Step({ step, done, next }: StepProps) {
  const { name, why, act } = text.steps[step];
  const href = PLACES[step];
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 text-sm">
      <span
        aria-hidden="true"
        className={`mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full ${done ? "bg-ledger text-on-accent" : "border-2 border-line-strong"}`}
      >
        {done ? <Check className="size-3.5" strokeWidth={3} /> : null}
      </span>
      <div className="min-w-48 flex-1">
        <p className={done ? "text-ink-soft" : "font-medium"}>
          {name}
          {done ? <span className="sr-only">, {text.done}</span> : null}
        </p>
        {done ? null : <p className="mt-0.5 text-ink-soft">{why}</p>}
      </div>
      {done || href === null || act === null ? null : (
        <ButtonLink look={next ? "primary" : "plain"} href={href}>
          {act}
        </ButtonLink>
      )}
    </li>
  );
}
