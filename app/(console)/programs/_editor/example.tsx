"use client";

import { useEffect, useState } from "react";
import { terms as text } from "@/app/_text/console/programs/terms";
import type { TermsDraft } from "../draft";
import { type Told, tellExample } from "./example-acts";

const PAUSE_MS = 350;
type Props = { draft: TermsDraft; currency: string; timeZone: string };

/** What the sentence as it stands would pay, worked out by the server, or what is wrong with it. */
export function Example({ draft, currency, timeZone }: Props) {
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    let over = false;
    const timer = setTimeout(() => {
      void tellExample(draft, currency, timeZone).then((found) => (over ? undefined : setTold(found)));
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [draft, currency, timeZone]);
  const wrong = told?.ok === false;
  return (
    <div
      aria-live="polite"
      className={`min-h-24 rounded-lg px-4 py-3 text-sm ${wrong ? "bg-negative-wash text-negative" : "bg-ledger-wash text-ledger"}`}
    >
      <p className="mb-1 font-semibold">{wrong ? text.example.wrong : text.example.title}</p>
      {(told?.lines ?? [text.example.working]).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
