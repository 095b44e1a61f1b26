import Link from "next/link";
import { portal } from "@/app/_text/portal/portal";
import { Panel } from "@/app/_ui/page/panel";
import { Amounts, type WireMoney } from "@/app/_ui/value/wire";
import { dayText } from "@/server/program/terms/calendar";
import type { Earnings } from "./load";

const { held: text } = portal.earnings;
const SHOWN_DAYS = 6;

/** What is held back, until when; the far end of it in one line. */
export function Releases({ of }: { of: Earnings["releases"] }) {
  if (of.length === 0) return null;
  const [soon, later] = [of.slice(0, SHOWN_DAYS), of.slice(SHOWN_DAYS)];
  return (
    <Panel title={text.title} lead={text.lead}>
      <dl className="flex flex-col gap-2 text-sm">
        {soon.map(({ day, sums }) => (
          <Row key={day ?? ""} name={day === null ? text.waiting : dayText(day)} sums={sums} />
        ))}
        {later.length === 0 ? null : (
          <Row name={text.later} sums={added(later.flatMap(({ sums }) => sums))} />
        )}
      </dl>
      <Link href="/portal/commissions?status=pending" className="text-link mt-4 block w-fit text-sm">
        {text.all}
      </Link>
    </Panel>
  );
}

function Row({ name, sums }: { name: string; sums: readonly WireMoney[] }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="figure">
        <Amounts of={sums} />
      </dd>
    </div>
  );
}

/** By currency: sums of several are never added together. */
function added(sums: readonly WireMoney[]): WireMoney[] {
  const by = new Map<string, number>();
  for (const { minor, currency } of sums) by.set(currency, (by.get(currency) ?? 0) + minor);
  return [...by].map(([currency, minor]) => ({ currency, minor }));
}
