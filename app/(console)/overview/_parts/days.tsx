import Link from "next/link";
import { overview } from "@/app/_text/console/overview";
import { Panel } from "@/app/_ui/page/panel";
import { DayBars } from "@/app/_ui/value/day-bars";
import { Amounts, amountText, type WireMoney } from "@/app/_ui/value/wire";
import type { Overview } from "../load";
import { MEASURES, type Measure } from "../search";
import { grouped } from "./figures";

const text = overview.chart;
type Day = Overview["byDay"]["days"][number];
type Props = { byDay: Overview["byDay"]; measure: Measure; currency: string; days: number };

/** One measure day by day. Money is drawn in one currency: the brand's, or what there is most of. */
export function Days({ byDay, measure, currency, days }: Props) {
  const shown = currencyOf(byDay.days, measure, currency);
  const bars = byDay.days.map((day) => barOf(day, measure, shown));
  const top = bars.reduce((most, bar) => (bar.value > most.value ? bar : most), { value: 0, text: "0" });
  return (
    <Panel
      title={text.title}
      lead={text.lead(byDay.timeZone.replaceAll("_", " "))}
      aside={<Choice measure={measure} days={days} />}
    >
      <DayBars
        label={`${text.measures[measure]}. ${text.most(top.text)}`}
        most={text.most(top.text)}
        bars={bars}
        table={<AsTable days={byDay.days} />}
      />
    </Panel>
  );
}

function Choice({ measure, days }: { measure: Measure; days: number }) {
  return (
    <nav aria-label={text.measure} className="flex flex-wrap gap-1 text-sm">
      {MEASURES.map((one) => (
        <Link
          key={one}
          href={`/overview?days=${days}&measure=${one}`}
          scroll={false}
          aria-current={one === measure ? "true" : undefined}
          className="rounded-md px-2.5 py-1 text-ink-soft hover:bg-sunken hover:text-ink aria-[current]:bg-ledger-wash aria-[current]:font-medium aria-[current]:text-ledger"
        >
          {text.measures[one]}
        </Link>
      ))}
    </nav>
  );
}

function sumsOf(day: Day, measure: Measure): readonly WireMoney[] {
  return measure === "revenue" ? day.revenue : day.commissions;
}

function currencyOf(days: readonly Day[], measure: Measure, preferred: string): string {
  const sums = days.flatMap((day) => sumsOf(day, measure));
  return sums.some((sum) => sum.currency === preferred) ? preferred : (sums[0]?.currency ?? preferred);
}

function barOf(day: Day, measure: Measure, currency: string) {
  if (measure === "clicks") return { day: day.day, value: day.validClicks, text: grouped(day.validClicks) };
  if (measure === "customers") return { day: day.day, value: day.customers, text: grouped(day.customers) };
  const minor = sumsOf(day, measure).find((sum) => sum.currency === currency)?.minor ?? 0;
  return { day: day.day, value: minor, text: amountText({ minor, currency }) };
}

function AsTable({ days }: { days: readonly Day[] }) {
  return (
    <details>
      <summary className="cursor-pointer text-ink-soft hover:text-ink">{text.table}</summary>
      <div className="mt-3 max-h-80 overflow-auto">
        <table className="w-full text-left text-sm">
          <thead className="text-ink-soft">
            <tr>
              <th className="py-1.5 pr-4 font-medium">{text.day}</th>
              {MEASURES.map((measure) => (
                <th key={measure} className="py-1.5 pl-4 text-right font-medium">
                  {text.measures[measure]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day} className="border-t border-line">
                <th scope="row" className="py-1.5 pr-4 font-normal whitespace-nowrap">
                  {day.day}
                </th>
                <td className="py-1.5 pl-4 text-right">{grouped(day.validClicks)}</td>
                <td className="py-1.5 pl-4 text-right">{grouped(day.customers)}</td>
                <td className="py-1.5 pl-4 text-right">
                  <Amounts of={day.revenue} />
                </td>
                <td className="py-1.5 pl-4 text-right">
                  <Amounts of={day.commissions} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
