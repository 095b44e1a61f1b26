"use client";

import { X } from "lucide-react";
import { terms as text } from "@/app/_text/console/programs/terms";
import type { RuleDraft } from "../draft";
import { BlankInput, BlankSelect } from "./blank";
import { EventWord } from "./event-word";

type Props = {
  rule: RuleDraft;
  /** From 1. */
  line: number;
  currencies: readonly string[];
  onChange(rule: RuleDraft): void;
  /** Null for the only line. */
  onRemove: (() => void) | null;
};

/** "Pay 20 % of every paid invoice for 12 months, at most …": one rule, each of its parts a control. */
export function RuleLine({ rule, line, currencies, onChange, onRemove }: Props) {
  const { labels } = text;
  const set = (change: Partial<RuleDraft>): void => onChange({ ...rule, ...change });
  const paysClicks = rule.eventType === "click";
  return (
    <p>
      {line === 1 ? text.pay : text.and}
      <BlankInput
        aria-label={`${labels.value}, ${line}`}
        value={rule.value}
        inputMode="decimal"
        autoComplete="off"
        onChange={({ target }) => set({ value: target.value.replace(",", ".") })}
      />
      <BlankSelect
        aria-label={`${labels.kind}, ${line}`}
        value={rule.kind === "percent" ? text.percent : rule.currency}
        onChange={({ target }) => set(kindOf(target.value, rule.currency))}
      >
        {paysClicks ? null : <option>{text.percent}</option>}
        {[...new Set([rule.currency, ...currencies])].map((code) => (
          <option key={code}>{code}</option>
        ))}
      </BlankSelect>
      {rule.kind === "percent" ? text.of : text.forEach}
      {paysClicks ? (
        ` ${text.triggers.every} `
      ) : (
        <BlankSelect
          aria-label={`${labels.trigger}, ${line}`}
          value={rule.trigger}
          onChange={({ target }) => set(triggered(target.value))}
        >
          {Object.entries(text.triggers).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </BlankSelect>
      )}
      <EventWord rule={rule} line={line} onChange={set} />
      {paysClicks || rule.trigger === "first" ? null : <Duration rule={rule} line={line} onChange={set} />}
      {rule.kind === "percent" ? (
        <>
          , {text.cap}
          <BlankInput
            aria-label={`${labels.maxAmount}, ${line}`}
            value={rule.maxAmount}
            placeholder={text.capHint}
            inputMode="decimal"
            autoComplete="off"
            onChange={({ target }) => set({ maxAmount: target.value.replace(",", ".") })}
          />
          {rule.maxAmount === "" ? null : ` ${rule.currency} `}
        </>
      ) : null}
      {onRemove ? (
        <button
          type="button"
          aria-label={text.remove(line)}
          onClick={onRemove}
          className="ml-1 inline-grid size-8 cursor-pointer place-items-center rounded-lg align-middle text-ink-faint hover:bg-sunken hover:text-ink"
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      ) : null}
    </p>
  );
}

function Duration({
  rule,
  line,
  onChange,
}: Pick<Props, "rule" | "line"> & { onChange(change: Partial<RuleDraft>): void }) {
  const known = rule.months in text.months;
  return (
    <BlankSelect
      aria-label={`${text.labels.months}, ${line}`}
      value={rule.months}
      onChange={({ target }) => onChange({ months: target.value })}
    >
      {known ? null : <option value={rule.months}>{text.otherMonths(Number(rule.months))}</option>}
      {["1", "3", "6", "12", "24", "36", ""].map((months) => (
        <option key={months} value={months}>
          {text.months[months]}
        </option>
      ))}
    </BlankSelect>
  );
}

function kindOf(chosen: string, currency: string): Partial<RuleDraft> {
  return chosen === text.percent
    ? { kind: "percent", currency }
    : { kind: "fixed", currency: chosen, maxAmount: "" };
}

/** The first of its kind comes once, whenever that is. */
function triggered(chosen: string): Partial<RuleDraft> {
  if (chosen === "first") return { trigger: "first", months: "" };
  return { trigger: chosen === "subsequent" ? "subsequent" : "every" };
}
