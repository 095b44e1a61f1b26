import type { Metadata } from "next";
import { consoleText } from "@/app/_text/console/console";
import { programs as text } from "@/app/_text/console/programs/programs";
import { terms } from "@/app/_text/console/programs/terms";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input, Select } from "@/app/_ui/form/field";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { PAID_CURRENCIES } from "@/server/money/currency";
import { brandSettings } from "../../_data/brand";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { TermsField } from "../_editor/terms-field";
import { createProgram } from "../acts";
import { usualDraft } from "../draft";
import { currenciesFor } from "../load";

export const metadata: Metadata = { title: text.create };
const { settings } = text;

export default async function NewProgramPage() {
  const [member, { currency, timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const header = (
    <PageHeader title={text.create} lead={text.createLead} above={{ href: "/programs", name: text.title }} />
  );
  if (!mayWrite(member)) {
    return (
      <>
        {header}
        <Notice kind="note">{consoleText.viewer}</Notice>
      </>
    );
  }
  return (
    <>
      {header}
      <ActionForm action={createProgram} className="flex flex-col gap-6">
        <Panel className="grid gap-5 sm:grid-cols-2">
          <Field label={settings.name}>
            <Input name="name" required maxLength={200} autoComplete="off" />
          </Field>
          <Field label={settings.slug} hint={settings.slugHint}>
            <Input name="slug" required maxLength={64} autoComplete="off" spellCheck={false} />
          </Field>
          <Field label={settings.destination} hint={settings.destinationHint}>
            <Input name="destinationUrl" type="url" required placeholder="https://" autoComplete="off" />
          </Field>
          <Field label={settings.currency}>
            <Select name="currency" defaultValue={currency}>
              {[...new Set([currency, ...PAID_CURRENCIES])].sort().map((code) => (
                <option key={code}>{code}</option>
              ))}
            </Select>
          </Field>
        </Panel>
        <Panel title={terms.title}>
          <TermsField
            initial={usualDraft(currency)}
            currencies={currenciesFor(currency)}
            timeZone={timeZone}
          />
        </Panel>
        <Button type="submit" look="primary" className="self-start">
          {text.make}
        </Button>
      </ActionForm>
    </>
  );
}
