import type { ReactNode } from "react";
import { terms as text } from "@/app/_text/console/programs/terms";
import type { WireTerms } from "../draft";

/** Terms as the sentence they are, to read. `short` leaves out what a list has no room for. */
export function TermsWords({ terms, short = false }: { terms: WireTerms; short?: boolean }) {
  return (
    <>
      {terms.rules.map((rule, index) => (
        <span key={rule.id} className="block">
          {index === 0 ? text.pay : text.and} <RuleWords rule={rule} />
          {index === terms.rules.length - 1 ? "." : ","}
        </span>
      ))}
      {short ? null : (
        <span className="block text-ink-soft">
          {text.hold} {terms.holdbackDays} {text.days} {text.credit} {text.models[terms.attributionModel]}{" "}
          {terms.attributionModel === "time_decay"
            ? `${text.halfLife} ${terms.halfLifeDays} ${text.halfLifeDays} `
            : null}
          {text.within} {terms.attributionWindowDays} {text.daysOf} {text.remember} {terms.cookieWindowDays}{" "}
          {text.rememberDays}
        </span>
      )}
    </>
  );
}

/** What one rule pays, and for what. */
export function RuleWords({ rule }: { rule: WireTerms["rules"][number] }): ReactNode {
  const { kind, value, currency, trigger, eventType, months, maxAmount } = rule;
  const what = text.events[eventType ?? ""] ?? (eventType ?? "").replaceAll("_", " ");
  const long = text.months[months === null ? "" : String(months)] ?? text.otherMonths(months ?? 0);
  return (
    <>
      <strong className="font-semibold">
        {kind === "percent" ? `${value} ${text.percent}` : `${value} ${currency ?? ""}`}
      </strong>{" "}
      {kind === "percent" ? text.of : text.forEach} {text.triggers[trigger]}{" "}
      <strong className="font-semibold">{what}</strong>
      {trigger === "first" || eventType === "click" ? null : ` ${long}`}
      {maxAmount === null ? null : `, ${text.cap} ${maxAmount} ${currency ?? ""}`}
    </>
  );
}
