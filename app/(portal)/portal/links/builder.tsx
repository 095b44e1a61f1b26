"use client";

import { useState } from "react";
import { portal } from "@/app/_text/portal/portal";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Field, Input } from "@/app/_ui/form/field";
import { addressOf, SUB_IDS, type Wish } from "./address";

const { builder: text } = portal.links;
const MAX_SUB_ID_CHARACTERS = 255;

/** Makes addresses of a link: to any page of the brand's, and with the placement that a click is to keep. Nothing is stored. */
export function AddressBuilder({ url, placeholder }: { url: string; placeholder: string }) {
  const [wish, setWish] = useState<Wish>({});
  const address = addressOf(url, wish);
  return (
    <div className="mt-3 flex flex-col gap-4">
      <Field label={text.page} hint={text.pageHint}>
        <Input
          type="url"
          placeholder={placeholder}
          autoComplete="off"
          onInput={({ currentTarget }) => setWish({ ...wish, url: currentTarget.value })}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        {SUB_IDS.map((name) => (
          <Field key={name} label={name}>
            <Input
              maxLength={MAX_SUB_ID_CHARACTERS}
              autoComplete="off"
              spellCheck={false}
              onInput={({ currentTarget }) => setWish({ ...wish, [name]: currentTarget.value })}
            />
          </Field>
        ))}
      </div>
      <p className="text-[0.8125rem] text-ink-soft">{text.subHint}</p>
      <p className="flex flex-wrap items-center gap-3">
        <output className="min-w-0 font-mono text-sm break-all">{address}</output>
        <CopyButton text={address} label={text.copy} />
      </p>
    </div>
  );
}
