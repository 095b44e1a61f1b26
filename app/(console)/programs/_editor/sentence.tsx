"use client";

import { Plus } from "lucide-react";
import { useId } from "react";
import { terms as text } from "@/app/_text/console/programs/terms";
import { Button } from "@/app/_ui/form/button";
import { type Model, newRule, type RuleDraft, type TermsDraft } from "../draft";
import { BlankNumber, BlankSelect } from "./blank";
import { RuleLine } from "./rule-line";

const MAX_RULES = 10;
type Props = { draft: TermsDraft; currencies: readonly string[]; onChange(draft: TermsDraft): void };

/** A program's terms as one sentence whose parts can be changed. */
export function Sentence({ draft, currencies, onChange }: Props) {
  const name = useId();
  const { labels, models } = text;
  const set = (change: Partial<TermsDraft>): void => onChange({ ...draft, ...change });
  const number = (field: "holdbackDays" | "attributionWindowDays" | "halfLifeDays" | "cookieWindowDays") => ({
    value: draft[field],
    onChange: ({ target }: { target: { value: string } }) => set({ [field]: target.value.trim() }),
  });
  const replace = (index: number, rule: RuleDraft): void =>
    set({ rules: draft.rules.map((one, place) => (place === index ? rule : one)) });
  const add = (): void =>
    set({ rules: [...draft.rules, newRule(currencies[0] ?? "USD", `${name}${draft.rules.length}`)] });
  return (
    <div className="flex flex-col gap-3 text-base leading-11">
      {draft.rules.map((rule, index) => (
        <RuleLine
          key={rule.key}
          rule={rule}
          line={index + 1}
          currencies={currencies}
          onChange={(changed) => replace(index, changed)}
          onRemove={
            draft.rules.length === 1
              ? null
              : () => set({ rules: draft.rules.filter((one) => one.key !== rule.key) })
          }
        />
      ))}
      {draft.rules.length < MAX_RULES ? (
        <Button look="quiet" className="-ml-3 self-start" onClick={add}>
          <Plus className="size-4" aria-hidden="true" />
          {text.add}
        </Button>
      ) : null}
      <p>
        {text.hold}
        <BlankNumber aria-label={labels.holdback} {...number("holdbackDays")} />
        {text.days} {text.credit}
        <BlankSelect
          aria-label={labels.model}
          value={draft.attributionModel}
          onChange={({ target }) => set({ attributionModel: modelOf(target.value) })}
        >
          {Object.entries(models).map(([model, words]) => (
            <option key={model} value={model}>
              {words}
            </option>
          ))}
        </BlankSelect>
        {draft.attributionModel === "time_decay" ? (
          <>
            {text.halfLife}
            <BlankNumber aria-label={labels.halfLife} {...number("halfLifeDays")} />
            {text.halfLifeDays}{" "}
          </>
        ) : null}
        {text.within}
        <BlankNumber aria-label={labels.window} {...number("attributionWindowDays")} />
        {text.daysOf} {text.remember}
        <BlankNumber aria-label={labels.cookie} {...number("cookieWindowDays")} />
        {text.rememberDays}
      </p>
    </div>
  );
}

function modelOf(chosen: string): Model {
  switch (chosen) {
    case "first_click":
    case "linear":
    case "position":
    case "time_decay":
      return chosen;
    default:
      return "last_click";
  }
}
