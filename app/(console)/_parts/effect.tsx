import { effect as text } from "@/app/_text/console/effect";
import { amountText } from "@/app/_ui/value/wire";

type Amount = Parameters<typeof amountText>[0];
export type LedgerEffect = {
  changed: number;
  byPartner: readonly { partnerId: string; before: Amount; after: Amount }[];
};

/** What a decision would do to what partners are owed, before it is made. */
export function Effect({ of, names }: { of: LedgerEffect; names: ReadonlyMap<string, string> }) {
  if (of.changed === 0) return <p>{text.none}</p>;
  return (
    <>
      <p>{text.events(of.changed)}</p>
      <ul className="list-disc pl-5 text-ink">
        {of.byPartner
          .filter((one) => one.before.minor !== one.after.minor)
          .map(({ partnerId, before, after }) => (
            <li key={`${partnerId}${before.currency}`}>
              {text.partner(names.get(partnerId) ?? "", amountText(before), amountText(after))}
            </li>
          ))}
      </ul>
      <p>{text.paid}</p>
    </>
  );
}
