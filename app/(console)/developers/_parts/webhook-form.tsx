import type { ReactNode } from "react";
import { developers } from "@/app/_text/console/developers";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Field, Input } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import type { Told } from "@/app/_ui/form/told";
import { WEBHOOK_TYPES } from "@/server/webhook/types";
import { Ticks } from "./ticks";

const { webhooks: text } = developers;
const MAX_NOTE_CHARACTERS = 200;

type Props = {
  action(before: Told, form: FormData): Promise<Told>;
  name: string;
  /** The webhook that is changed. */
  of?: { url: string; description: string; types: readonly string[] | null };
  children?: ReactNode;
};

/** Where a webhook leads, what it is for, and what it is told. */
export function WebhookForm({ action, name, of, children }: Props) {
  return (
    <ActionForm action={action} className="flex flex-col gap-4">
      {children}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text.url} hint={text.urlHint}>
          <Input
            name="url"
            type="url"
            required
            placeholder="https://"
            autoComplete="off"
            defaultValue={of?.url}
          />
        </Field>
        <Field label={text.description}>
          <Input
            name="description"
            maxLength={MAX_NOTE_CHARACTERS}
            autoComplete="off"
            defaultValue={of?.description}
          />
        </Field>
      </div>
      <Ticks
        legend={text.types}
        hint={text.typesHint}
        name="types"
        of={WEBHOOK_TYPES}
        chosen={of?.types ?? []}
        // Folded, it would read as if all were sent.
        open={of !== undefined && of.types !== null}
      />
      <Submit className="self-start">{name}</Submit>
    </ActionForm>
  );
}
