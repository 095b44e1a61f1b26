"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { terms } from "@/app/_text/console/programs/terms";
import { Button } from "@/app/_ui/form/button";
import { Input } from "@/app/_ui/form/field";
import { tell } from "@/app/_ui/live/toasts";
import { Notice } from "@/app/_ui/page/notice";
import { NOTICE_DAYS } from "@/server/program/terms/notice";
import type { TermsDraft } from "../draft";
import { type Effect, type Proposal, proposeTerms } from "../terms-acts";
import { BlankSelect } from "./blank";
import { Example } from "./example";
import { LedgerEffect } from "./ledger-effect";
import { Sentence } from "./sentence";

const { change: text } = terms;
type Props = {
  programId: string;
  initial: TermsDraft;
  currencies: readonly string[];
  timeZone: string;
};

/** Writes a new version of a program's terms. What it changes about the past is shown before it is done. */
export function ChangeTerms({ programId, initial, currencies, timeZone }: Props) {
  const router = useRouter();
  const [draft, setDraft] = useState(initial);
  const [from, setFrom] = useState<"now" | "day">("now");
  const [day, setDay] = useState("");
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState<{ of: string; effect: Effect } | null>(null);
  const [pending, start] = useTransition();
  const proposal: Proposal = { programId, draft, day: from === "day" ? day : null };
  const effect = seen?.of === JSON.stringify(proposal) ? seen.effect : null;
  const propose = (): void =>
    start(async () => {
      const answer = await proposeTerms(proposal, effect?.token ?? null);
      setWrong(answer.kind === "wrong" ? answer.lines : []);
      if (answer.kind === "effect") setSeen({ of: JSON.stringify(proposal), effect: answer.effect });
      if (answer.kind !== "applied") return;
      tell(text.applied);
      setSeen(null);
      setFrom("now");
      router.refresh();
    });
  return (
    <fieldset disabled={pending} className="flex min-w-0 flex-col gap-5 disabled:opacity-70">
      <Sentence draft={draft} currencies={currencies} onChange={setDraft} />
      <Example draft={draft} currency={currencies[0] ?? "USD"} timeZone={timeZone} />
      <div>
        <p className="text-base leading-11">
          {text.from}
          <BlankSelect
            aria-label={text.from}
            value={from}
            onChange={({ target }) => setFrom(target.value === "day" ? "day" : "now")}
          >
            <option value="now">{text.now}</option>
            <option value="day">{text.day}</option>
          </BlankSelect>
          {from === "day" ? (
            <Input
              type="date"
              aria-label={text.dayLabel}
              value={day}
              onChange={({ target }) => setDay(target.value)}
              className="inline-block max-w-42"
            />
          ) : null}
        </p>
        <p className="text-sm text-ink-soft">{from === "now" ? text.nowEffect : text.pastEffect}</p>
        <p className="mt-1 text-sm text-ink-soft">{text.told(NOTICE_DAYS)}</p>
      </div>
      {effect ? <LedgerEffect effect={effect} /> : null}
      {wrong.length > 0 ? (
        <Notice kind="error">
          {wrong.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      ) : null}
      <Button look="primary" className="self-start" onClick={propose} aria-busy={pending}>
        {effect ? text.confirm : from === "day" ? text.preview : text.apply}
      </Button>
    </fieldset>
  );
}
