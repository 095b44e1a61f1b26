import type { ReactNode } from "react";

export type Line = { key: string; when: ReactNode; what: ReactNode; note?: ReactNode; amount: ReactNode };
export type Sum = { name: string; amount: ReactNode };

type Props = {
  title: string;
  columns: { when: string; what: string; amount: string };
  lines: readonly Line[];
  sums: readonly Sum[];
};

/** Not on a phone: there the time stands above what it is the time of, which gets the room. */
const WIDE = "hidden sm:table-cell";

/** Amounts line by line, with what they add up to. A line is never torn apart by the end of a page. */
export function Lines({ title, columns, lines, sums }: Props) {
  return (
    <table className="mt-3 w-full text-sm" aria-label={title}>
      <thead className="text-left text-xs text-ink-faint">
        <tr className="border-b border-line">
          <th className={`py-2 pr-4 font-medium ${WIDE}`}>{columns.when}</th>
          <th className="py-2 pr-4 font-medium">{columns.what}</th>
          <th className="py-2 text-right font-medium">{columns.amount}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, when, what, note, amount }) => (
          <tr key={key} className="break-inside-avoid border-b border-line align-top">
            <td className={`py-2.5 pr-4 text-ink-soft ${WIDE}`}>{when}</td>
            <td className="min-w-0 py-2.5 pr-4">
              <p className="text-ink-soft sm:hidden">{when}</p>
              <p>{what}</p>
              {note ? <p className="mt-0.5 text-ink-soft">{note}</p> : null}
            </td>
            <td className="py-2.5 text-right">{amount}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sums.map(({ name, amount }) => (
          <tr key={name} className="break-inside-avoid font-semibold">
            <th scope="row" className="pt-3 pr-4 text-left sm:hidden">
              {name}
            </th>
            <th scope="row" colSpan={2} className={`pt-3 pr-4 text-left ${WIDE}`}>
              {name}
            </th>
            <td className="pt-3 text-right">{amount}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}
