import { home } from "@/app/_text/public/home";
import { Section } from "./section";

/** Ruled like a ledger: what is promised on the left, what it means on the right. */
export function Trust() {
  return (
    <Section id="trust" title={home.trust.title} lead={home.trust.lead}>
      <dl className="border-b border-line">
        {home.trust.laws.map(({ law, text }) => (
          <div
            key={law}
            className="grid gap-x-10 gap-y-1 border-t border-line py-5 md:grid-cols-[20rem_minmax(0,1fr)]"
          >
            <dt className="font-semibold">{law}</dt>
            <dd className="max-w-[68ch] leading-relaxed text-ink-soft">{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
