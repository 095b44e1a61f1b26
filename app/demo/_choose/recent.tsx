import { demo } from "@/app/_text/public/demo";
import { Moment } from "@/app/_ui/value/moment";
import { Money } from "@/app/_ui/value/money";
import { StatusBadge } from "@/app/_ui/value/status-badge";
import type { Demo } from "@/server/demo/shown/show";
import { traceAddress } from "../search";

const { recent: text } = demo;

export function Recent({
  recent,
  chosen,
  timeZone,
}: {
  recent: Demo["recent"];
  chosen: string | null;
  timeZone: string;
}) {
  return (
    <section aria-labelledby="recent" className="mt-20 border-t border-line pt-14">
      <h2 id="recent" className="text-2xl font-semibold tracking-tight">
        {text.title}
      </h2>
      <p className="mt-2 text-ink-soft">{text.lead}</p>
      <table className="mt-7 w-full border-collapse text-left text-sm">
        <thead className="text-ink-faint">
          <tr className="border-b border-line">
            <th className="py-2.5 pr-4 font-medium">{text.columns.partner}</th>
            <th className="hidden py-2.5 pr-4 font-medium md:table-cell">{text.columns.event}</th>
            <th className="hidden py-2.5 pr-4 font-medium sm:table-cell">{text.columns.when}</th>
            <th className="py-2.5 pr-4 font-medium">{text.columns.status}</th>
            <th className="py-2.5 text-right font-medium">{text.columns.amount}</th>
          </tr>
        </thead>
        <tbody>
          {recent.map((row) => (
            <tr
              key={row.id}
              className={`border-b border-line hover:bg-sunken ${row.id === chosen ? "bg-ledger-wash" : ""}`}
            >
              <th scope="row" className="py-1 pr-4 font-medium">
                <a
                  href={traceAddress(row.id)}
                  aria-current={row.id === chosen ? "page" : undefined}
                  className="text-link block py-2"
                >
                  {row.partnerName}
                </a>
              </th>
              <td className="hidden pr-4 first-letter:uppercase md:table-cell">
                {demo.eventName(row.eventType)}
              </td>
              <td className="hidden pr-4 text-ink-soft sm:table-cell">
                <Moment at={row.eventTs} timeZone={timeZone} />
              </td>
              <td className="pr-4">
                <StatusBadge status={row.status}>{demo.entries.status[row.status]}</StatusBadge>
              </td>
              <td className="text-right font-medium">
                <Money amount={row.amount} currency={row.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
