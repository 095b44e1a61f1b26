import { terms } from "@/app/_text/console/programs/terms";
import { Amounts } from "@/app/_ui/value/wire";
import type { Effect } from "../terms-acts";

const { change: text } = terms;

/** What a version with a day in the past does to the ledger, by partner, before it is applied. */
export function LedgerEffect({ effect }: { effect: Effect }) {
  const { changed, events, ledger, partners, more } = effect;
  return (
    <section aria-label={text.effectTitle} className="rounded-lg border border-line p-4 text-sm">
      <h3 className="font-semibold">{text.effectTitle}</h3>
      <p className="mt-1">{text.effect(changed, events)}</p>
      {ledger.length > 0 ? (
        <p className="mt-2 flex flex-wrap gap-x-4 font-medium">
          {text.ledger} <Amounts of={ledger} />
        </p>
      ) : null}
      {partners.length > 0 ? (
        <div className="mt-3 overflow-x-auto">
          <table className="w-full text-left">
            <thead>
              <tr className="border-b border-line text-ink-soft">
                <th className="py-1.5 pr-4 font-medium">{text.partner}</th>
                <th className="py-1.5 pr-4 text-right font-medium">{text.before}</th>
                <th className="py-1.5 pr-4 text-right font-medium">{text.after}</th>
                <th className="py-1.5 text-right font-medium">{text.difference}</th>
              </tr>
            </thead>
            <tbody>
              {partners.map(({ key, name, before, after, difference }) => (
                <tr key={key} className="border-b border-line last:border-0">
                  <td className="py-1.5 pr-4">{name}</td>
                  <td className="figure py-1.5 pr-4 text-right">{before}</td>
                  <td className="figure py-1.5 pr-4 text-right">{after}</td>
                  <td className="figure py-1.5 text-right font-medium">{difference}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {more > 0 ? <p className="mt-2 text-ink-soft">{text.more(more)}</p> : null}
    </section>
  );
}
