import { home } from "@/app/_text/public/home";
import { fillOf } from "@/app/_ui/value/kind";

const { receipt } = home;

/** One commission and everything it rests on, as the trace shows it. */
export function Receipt() {
  return (
    <figure className="card overflow-hidden shadow-card">
      <div className="px-6 pt-6">
        <figcaption className="eyebrow text-ink-faint">{receipt.label}</figcaption>
        <p className="mt-4 text-ink-soft">{receipt.who}</p>
        <p className="figure mt-1 text-5xl font-semibold tracking-[-0.03em]">
          {receipt.amount}{" "}
          <span className="text-2xl font-medium tracking-normal text-ink-faint">{receipt.currency}</span>
        </p>
        <p className="mt-2 text-sm text-ink-soft">{receipt.because}</p>
      </div>
      <ol className="mt-6 border-t border-line px-6 py-5">
        {receipt.steps.map((step, index) => (
          <li key={step.what} className="relative flex gap-4 pb-3.5 last:pb-0">
            {index < receipt.steps.length - 1 ? (
              <span className="absolute top-3 left-1 h-full w-px bg-line" aria-hidden="true" />
            ) : null}
            <span
              className={`relative mt-1.5 size-2.25 shrink-0 rounded-full ring-4 ring-surface ${fillOf[step.kind]}`}
              aria-hidden="true"
            />
            <span className="flex grow flex-wrap items-baseline justify-between gap-x-3 text-sm">
              <span className="font-medium">
                {step.what} <span className="font-normal text-ink-faint">{step.when}</span>
              </span>
              <span className="figure text-ink-soft">{step.detail}</span>
            </span>
          </li>
        ))}
      </ol>
      <ol className="space-y-1.5 border-t border-line bg-ledger-wash px-6 py-5">
        {receipt.sum.map((line) => (
          <li key={line.text} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="figure font-mono text-sm font-medium">{line.text}</span>
            <span className="text-xs text-ink-soft">{line.note}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
