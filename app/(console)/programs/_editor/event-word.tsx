"use client";

import { useState } from "react";
import { terms as text } from "@/app/_text/console/programs/terms";
import type { RuleDraft } from "../draft";
import { BlankInput, BlankSelect } from "./blank";

const OWN = "own";
type Props = { rule: RuleDraft; line: number; onChange(change: Partial<RuleDraft>): void };

/** What a rule pays for: a kind of event that everybody has, or one of the brand's own by its name. */
export function EventWord({ rule, line, onChange }: Props) {
  const [own, setOwn] = useState(!(rule.eventType in text.events));
  const choose = (chosen: string): void => {
    setOwn(chosen === OWN);
    if (chosen === OWN) onChange({ eventType: "my_event" });
    else onChange(chosen === "click" ? PER_CLICK : { eventType: chosen });
  };
  return (
    <>
      <BlankSelect
        aria-label={`${text.labels.eventType}, ${line}`}
        value={own ? OWN : rule.eventType}
        onChange={({ target }) => choose(target.value)}
      >
        {["invoice_paid", "", "signup", "trial_started", "subscription_created", "click"].map((type) => (
          <option key={type} value={type}>
            {text.events[type]}
          </option>
        ))}
        <option value={OWN}>{text.ownEvent}</option>
      </BlankSelect>
      {own ? (
        <BlankInput
          aria-label={`${text.labels.ownType}, ${line}`}
          value={rule.eventType}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange({ eventType: target.value })}
        />
      ) : null}
    </>
  );
}

/** A click has no value, no first one and no end. */
const PER_CLICK: Partial<RuleDraft> = {
  eventType: "click",
  kind: "fixed",
  trigger: "every",
  months: "",
  maxAmount: "",
};
