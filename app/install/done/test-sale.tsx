"use client";

import { useActionState, useEffect, useState } from "react";
import { installText } from "@/app/_text/public/install";
import { Button } from "@/app/_ui/form/button";
import { Notice } from "@/app/_ui/page/notice";
import { type Step, tryASale } from "./send";

const { done: text } = installText;
const ORDER = ["click", "identity", "signup", "sale", "refund"] as const;
/** Long enough to read a step before the next one lights up. */
const BEAT_MS = 700;
const NONE: readonly Step[] = [];

/** Sends a sale, and lights up what became of it step by step. A form, so that pressing before the page is awake counts. */
export function TestSale() {
  const [lit, setLit] = useState(0);
  const [came, send, running] = useActionState(async () => {
    const result = await tryASale();
    setLit(0);
    return result;
  }, null);
  const steps = !running && came && "steps" in came ? came.steps : NONE;
  const problem = !running && came && "problem" in came ? came.problem : null;
  useEffect(() => {
    if (lit >= steps.length) return;
    const timer = setTimeout(() => setLit(lit + 1), BEAT_MS);
    return () => clearTimeout(timer);
  }, [lit, steps]);
  const busy = running || lit < steps.length;
  return (
    <section className="mt-6">
      <form action={send}>
        <Button type="submit" look="primary" disabled={busy} aria-busy={busy}>
          {busy ? text.running : steps.length > 0 ? text.again : text.send}
        </Button>
      </form>
      {problem ? (
        <Notice kind="error" className="mt-4">
          {problem}
        </Notice>
      ) : null}
      <ol className="card mt-6 divide-y divide-line" aria-live="polite">
        {ORDER.map((name, index) => (
          <StepRow key={name} name={text.steps[name]} step={index < lit ? steps[index] : undefined} />
        ))}
      </ol>
    </section>
  );
}

function StepRow({ name, step }: { name: string; step: Step | undefined }) {
  return (
    <li className="flex gap-4 px-5 py-4">
      <span
        aria-hidden="true"
        className={`mt-1.5 size-2.5 shrink-0 rounded-full transition-colors duration-300 ${step ? "bg-ledger" : "bg-line-strong"}`}
      />
      <div className="min-h-11 min-w-0">
        <p className={`font-medium ${step ? "" : "text-ink-soft"}`}>{name}</p>
        {step ? (
          <>
            <p className="text-sm text-ink-soft">{step.sentence}</p>
            {step.entries.length > 0 ? (
              <p className="mt-1 text-sm text-ledger">
                {text.ledger}:{" "}
                {step.entries.map(({ amount, replaced }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: entries come whole and stay in their order
                  <span key={index} className="figure mr-3">
                    {replaced ? (
                      <>
                        <s>{amount}</s> {text.replaced}
                      </>
                    ) : (
                      amount
                    )}
                  </span>
                ))}
              </p>
            ) : null}
          </>
        ) : null}
      </div>
    </li>
  );
}
