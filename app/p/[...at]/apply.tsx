import Link from "next/link";
import { publicProgram } from "@/app/_text/public/program";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Field, Input, Textarea } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import { Panel } from "@/app/_ui/page/panel";
import { applyHere } from "./acts";
import type { Shown } from "./load";

const { apply: text } = publicProgram;

/** How to become a partner. A program that nobody may join has no page. */
export function Apply({ path, signup }: { path: string; signup: Shown["signup"] }) {
  return (
    <Panel title={text.title} lead={text.lead[signup === "automatic" ? "automatic" : "review"]}>
      <ActionForm action={applyHere.bind(null, path)} className="flex flex-col gap-4">
        <Field label={text.name}>
          <Input name="name" required maxLength={200} autoComplete="name" />
        </Field>
        <Field label={text.email} hint={text.emailHint}>
          <Input name="email" type="email" required maxLength={254} autoComplete="email" />
        </Field>
        <Field label={text.website} hint={text.websiteHint}>
          <Input name="website" type="url" maxLength={2_000} placeholder="https://" autoComplete="url" />
        </Field>
        <Field label={text.message}>
          <Textarea name="message" maxLength={2_000} />
        </Field>
        <Submit className="self-start">{text.send}</Submit>
      </ActionForm>
      <p className="mt-5 border-t border-line pt-4 text-sm text-ink-soft">
        {text.already}{" "}
        <Link href="/sign-in" className="text-link">
          {text.signIn}
        </Link>
      </p>
    </Panel>
  );
}
