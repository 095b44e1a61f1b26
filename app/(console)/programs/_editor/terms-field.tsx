"use client";

import { useState } from "react";
import type { TermsDraft } from "../draft";
import { Example } from "./example";
import { Sentence } from "./sentence";

type Props = { initial: TermsDraft; currencies: readonly string[]; timeZone: string };

/** Terms as a field of a form, named `terms`. */
export function TermsField({ initial, currencies, timeZone }: Props) {
  const [draft, setDraft] = useState(initial);
  return (
    <div className="flex flex-col gap-5">
      <Sentence draft={draft} currencies={currencies} onChange={setDraft} />
      <Example draft={draft} currency={currencies[0] ?? "USD"} timeZone={timeZone} />
      <input type="hidden" name="terms" value={JSON.stringify(draft)} />
    </div>
  );
}
