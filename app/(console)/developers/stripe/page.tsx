import type { Metadata } from "next";
import Link from "next/link";
import { developers } from "@/app/_text/console/developers";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Field, Input } from "@/app/_ui/form/field";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { brandSettings } from "../../_data/brand";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { checkStripe, connectStripe, disconnectStripe, runInboxAgain, setAmounts } from "../_acts/stripe";
import { Act } from "../_parts/act";
import { DeveloperPlaces } from "../_parts/places";

const { stripe: text, cancel } = developers;
export const metadata: Metadata = { title: text.title };

export default async function StripePage() {
  const [member, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const status = await member.call.stripe.getStripe();
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <DeveloperPlaces />
      <div className="flex flex-col gap-6">
        <Panel>
          <Standing status={status} timeZone={timeZone} />
          {writes ? (
            <div className="mt-5 flex flex-wrap items-start gap-2">
              {status.mode === "none" ? null : <Act name={text.check} fields={{}} action={checkStripe} />}
              {status.inbox.failed > 0 ? <Act name={text.again} fields={{}} action={runInboxAgain} /> : null}
              {status.source === "brand" ? (
                <Confirm
                  name={text.disconnect}
                  title={text.disconnectTitle}
                  effect={text.disconnectEffect}
                  cancel={cancel}
                  action={disconnectStripe}
                />
              ) : null}
            </div>
          ) : null}
        </Panel>
        {writes ? <Connect /> : null}
        {writes ? <WhatCounts tax={status.keepsTax} shipping={status.keepsShipping} /> : null}
      </div>
    </>
  );
}

type Status = Awaited<ReturnType<Member["call"]["stripe"]["getStripe"]>>;

function Standing({ status, timeZone }: { status: Status; timeZone: string }) {
  const { mode, account, accountName, webhookUrl, webhookSecrets, connectedAt, inbox } = status;
  return (
    <Facts
      of={[
        [
          text.mode,
          <Badge key="m" tone={mode === "live" ? "ledger" : "derived"} why={text.meaning[mode]}>
            {text.modes[mode]}
          </Badge>,
        ],
        ...(account ? ([[text.account, `${accountName ?? ""} ${account}`]] as const) : []),
        ...(connectedAt
          ? ([[text.since, <When key="c" at={connectedAt} timeZone={timeZone} />]] as const)
          : []),
        [
          text.webhook,
          <span key="w" className="flex min-w-0 flex-wrap items-center gap-3">
            <code className="min-w-0 font-mono text-xs break-all">{webhookUrl}</code>
            <CopyButton text={webhookUrl} />
          </span>,
        ],
        [text.secrets, webhookSecrets],
        [
          text.inbox,
          <span key="i" className="flex flex-wrap gap-x-3">
            {text.inboxWords(inbox.waiting, inbox.failed)}
            <Link href="/developers/stripe/events" className="text-link">
              {text.log.open}
            </Link>
          </span>,
        ],
      ]}
    />
  );
}

function Connect() {
  return (
    <Panel title={text.connect} lead={text.connectLead}>
      <ActionForm action={connectStripe} className="grid gap-4 sm:grid-cols-2">
        <Field label={text.key} hint={text.keyHint}>
          <Input name="apiKey" type="password" required autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={text.secret} hint={text.secretHint}>
          <Input name="webhookSecret" type="password" autoComplete="off" spellCheck={false} />
        </Field>
        <Button type="submit" look="primary" className="justify-self-start">
          {text.connect}
        </Button>
      </ActionForm>
    </Panel>
  );
}

function WhatCounts({ tax, shipping }: { tax: boolean; shipping: boolean }) {
  const ticks = [
    ["tax", text.tax, tax],
    ["shipping", text.shipping, shipping],
  ] as const;
  return (
    <Panel title={text.amounts} lead={text.amountsHint}>
      <ActionForm action={setAmounts} className="flex flex-wrap items-center gap-6 text-sm">
        {ticks.map(([name, words, on]) => (
          <label key={name} className="flex cursor-pointer items-center gap-2.5">
            <input type="checkbox" name={name} defaultChecked={on} className="size-4 accent-ledger" />
            {words}
          </label>
        ))}
        <Button type="submit">{text.save}</Button>
      </ActionForm>
    </Panel>
  );
}
