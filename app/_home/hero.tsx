import { home } from "@/app/_text/public/home";
import { Receipt } from "./receipt";

export function Hero({ hasDemo }: { hasDemo: boolean }) {
  return (
    <section className="grid items-center gap-x-16 gap-y-14 py-14 sm:py-20 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <div>
        <h1 className="max-w-[15ch] text-[2.5rem] leading-[1.06] font-semibold tracking-[-0.03em] sm:text-6xl">
          {home.title}
        </h1>
        <p className="mt-6 max-w-[56ch] text-lg leading-relaxed text-ink-soft">{home.lead}</p>
        <p className="mt-9 flex flex-wrap items-center gap-x-6 gap-y-4 font-medium">
          <a
            href={hasDemo ? "/demo" : "#run"}
            className="rounded-lg bg-ledger px-5 py-3 text-on-accent transition-opacity hover:opacity-90"
          >
            {hasDemo ? home.seeTrace : home.runIt}
          </a>
          <a href="/docs/api" className="text-link">
            {home.readApi}
          </a>
        </p>
      </div>
      <Receipt />
    </section>
  );
}
