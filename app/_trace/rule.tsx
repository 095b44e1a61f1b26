import { demo } from "@/app/_text/public/demo";
import { dateText } from "@/app/_ui/value/moment";
import { Money, moneyText } from "@/app/_ui/value/money";
import type { CommissionRule } from "@/server/program/rules";
import type { Trace } from "@/server/report/history/trace";
import { Station } from "./station";

const { rule: text } = demo;

/** The rule that was applied, as a sentence, and what it came to for each partner. */
export function Rule({ trace, timeZone }: { trace: Trace; timeZone: string }) {
  const { explanation, commission } = trace;
  const terms = explanation.terms.find((version) => version.id === commission.termsId);
  const rule = terms?.rules.find((one) => one.id === commission.ruleId);
  const owed = explanation.owed.filter(
    (one) => one.ruleId === commission.ruleId && one.currency === commission.currency,
  );
  const [first] = owed;
  if (!terms || !rule) return null;
  return (
    <Station
      kind="derived"
      title={text.title}
      lead={
        <>
          <strong className="font-semibold text-ink">{sentence(rule)}.</strong>{" "}
          {text.terms(dateText(terms.effectiveFrom, timeZone))}
        </>
      }
    >
      {first ? (
        <>
          <p className="text-sm text-ink-soft">
            {(owed.length > 1 ? text.shared : text.alone)(
              moneyText(BigInt(first.arithmetic.whole), first.currency),
            )}
          </p>
          {owed.length > 1 ? (
            <ul className="mt-3 max-w-md">
              {owed.map((one) => (
                <li key={one.partnerId} className="flex justify-between gap-6 border-t border-line py-2">
                  <span className={one.partnerId === commission.partnerId ? "font-semibold" : undefined}>
                    {trace.partnerNames.get(one.partnerId)}
                  </span>
                  <Money amount={one.amount} currency={one.currency} />
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
    </Station>
  );
}

function sentence(rule: CommissionRule): string {
  const type = rule.eventType ? demo.eventName(rule.eventType) : text.anyRevenue;
  const start =
    rule.kind === "percent"
      ? text.sentence(text.percent(rule.value), rule.trigger, type)
      : text.fixedSentence(`${rule.value} ${rule.currency ?? ""}`, rule.trigger, type);
  return rule.months ? `${start} ${text.months(rule.months)}` : start;
}
