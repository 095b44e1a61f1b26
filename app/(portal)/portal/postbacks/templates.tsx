"use client";

import { useState } from "react";
import { portalSettings } from "@/app/_text/portal/settings";
import { Field, Input, Textarea } from "@/app/_ui/form/field";
import { exampleOf, type Template } from "./request";

const { postbacks: text } = portalSettings;
const METHODS = ["GET", "POST"] as const;
const MAX_BODY_CHARACTERS = 2_000;

/** Address, method and body of a postback, and beside them what would be sent, while they are typed. */
export function Templates({ of }: { of?: Template | undefined }) {
  const [typed, setTyped] = useState<Template>(of ?? { url: "", method: "GET", body: null });
  return (
    <>
      <Field label={text.url} hint={<span className="break-all">{text.urlHint}</span>}>
        {/* Braces of macros are no part of an address as browsers check it. */}
        <Input
          name="url"
          inputMode="url"
          required
          autoComplete="off"
          spellCheck={false}
          defaultValue={of?.url}
          onInput={({ currentTarget }) => setTyped({ ...typed, url: currentTarget.value })}
        />
      </Field>
      <div className="group flex flex-col gap-4">
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{text.method}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {METHODS.map((method) => (
              <label key={method} className="flex cursor-pointer items-center gap-2.5 text-sm">
                <input
                  type="radio"
                  name="method"
                  value={method}
                  defaultChecked={(of?.method ?? "GET") === method}
                  onChange={() => setTyped({ ...typed, method })}
                  className="size-4 accent-ledger"
                />
                {text.methods[method]}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="hidden group-has-[input[value=POST]:checked]:block">
          <Field label={text.body} hint={<span className="break-all">{text.bodyHint}</span>}>
            <Textarea
              name="body"
              maxLength={MAX_BODY_CHARACTERS}
              autoComplete="off"
              spellCheck={false}
              defaultValue={of?.body ?? ""}
              onInput={({ currentTarget }) => setTyped({ ...typed, body: currentTarget.value })}
              className="font-mono"
            />
          </Field>
        </div>
      </div>
      <Example of={typed} />
    </>
  );
}

function Example({ of }: { of: Template }) {
  const example = exampleOf(of);
  if (example === null) return null;
  return (
    <section aria-label={text.example} className="min-w-0 text-sm">
      <h3 className="mb-1.5 font-medium">{text.example}</h3>
      {"problem" in example ? (
        <p className="text-negative">{text.wrong(example.problem)}</p>
      ) : (
        <>
          <pre className="rounded-lg bg-sunken p-3.5 font-mono text-xs leading-5 break-all whitespace-pre-wrap">
            {example.request}
          </pre>
          <p className="mt-1.5 text-[0.8125rem] text-ink-soft">{text.exampleHint}</p>
        </>
      )}
    </section>
  );
}
