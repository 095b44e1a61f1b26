import type { Metadata } from "next";
import { settings } from "@/app/_text/console/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Field, Input } from "@/app/_ui/form/field";
import { Empty } from "@/app/_ui/page/empty";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { brandSettings } from "../../_data/brand";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../_parts/places";
import { addDomain, removeDomain, verifyDomain } from "../domain-acts";

const { domains: text, cancel } = settings;
export const metadata: Metadata = { title: text.title };

export default async function DomainsPage() {
  const [member, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const { data } = await member.call.domains.listDomains();
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      {writes ? (
        <Panel className="mb-6">
          <ActionForm action={addDomain} className="flex flex-wrap items-end gap-3">
            <Field label={text.host} hint={text.hostHint} className="w-full sm:w-96">
              <Input name="host" required maxLength={253} autoComplete="off" spellCheck={false} />
            </Field>
            <Button type="submit" look="primary">
              {text.add}
            </Button>
          </ActionForm>
        </Panel>
      ) : null}
      {data.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <ul className="flex flex-col gap-4">
          {data.map((domain) => (
            <li key={domain.id}>
              <OneDomain domain={domain} timeZone={timeZone} writes={writes} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type Domain = Awaited<ReturnType<Member["call"]["domains"]["listDomains"]>>["data"][number];
type Props = { domain: Domain; timeZone: string; writes: boolean };

function OneDomain({ domain, timeZone, writes }: Props) {
  const { id, host, status, verifiedAt, fault } = domain;
  const about = <input type="hidden" name="id" value={id} />;
  return (
    <Panel>
      <p className="flex flex-wrap items-center justify-between gap-4">
        <span className="font-semibold break-all">{host}</span>
        <Badge
          tone={status === "verified" ? "ledger" : "derived"}
          why={verifiedAt ? <When at={verifiedAt} timeZone={timeZone} only="date" /> : null}
        >
          {text[status]}
        </Badge>
      </p>
      {status === "waiting" ? <Proof domain={domain} /> : null}
      {fault ? (
        <Notice kind="note" className="mt-4">
          {text.faults[fault]}
        </Notice>
      ) : null}
      {writes ? (
        <div className="mt-4 flex flex-wrap items-start gap-2">
          {status === "waiting" ? (
            <ActionForm action={verifyDomain}>
              {about}
              <Button type="submit" look="primary">
                {text.verify}
              </Button>
            </ActionForm>
          ) : null}
          <Confirm
            name={text.remove}
            title={text.removeTitle}
            effect={text.removeEffect(host)}
            cancel={cancel}
            action={removeDomain}
          >
            {about}
          </Confirm>
        </div>
      ) : null}
    </Panel>
  );
}

function Proof({ domain: { txt, file } }: { domain: Domain }) {
  const ways = [
    [text.txt, txt.name, txt.value],
    [text.file, file.url, file.content],
  ] as const;
  return (
    <dl className="mt-4 grid gap-4 text-sm lg:grid-cols-2">
      {ways.map(([name, where, what]) => (
        <div key={name} className="min-w-0">
          <dt className="mb-1 text-ink-soft">{name}</dt>
          {[where, what].map((line) => (
            <dd key={line} className="flex items-start justify-between gap-3 py-1">
              <code className="min-w-0 font-mono text-xs break-all">{line}</code>
              <CopyButton text={line} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
