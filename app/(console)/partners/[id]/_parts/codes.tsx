import { partners } from "@/app/_text/console/partners";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Field, Input, Select } from "@/app/_ui/form/field";
import { Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import { makeCoupon, makeLink, setStatus } from "../acts";
import type { PartnerPage } from "../load";

const { links: text } = partners;
type Code = { id: string; text: string; status: "active" | "paused"; note?: string };
type Props = Pick<PartnerPage, "partner" | "programs" | "links" | "coupons"> & { writes: boolean };

/** The partner's links and coupons. */
export function Codes({ partner, programs, links, coupons, writes }: Props) {
  const enrolled = programs.filter(({ id }) => partner.programIds.includes(id));
  const may = writes && enrolled.length > 0;
  return (
    <>
      <Panel
        title={text.title}
        {...(may ? { aside: <Make kind="link" partnerId={partner.id} programs={enrolled} /> } : {})}
      >
        <List
          kind="link"
          writes={writes}
          none={text.none}
          codes={links.map(({ id, url, status, destinationUrl }) => ({
            id,
            text: url,
            status,
            ...(destinationUrl ? { note: destinationUrl } : {}),
          }))}
        />
      </Panel>
      <Panel
        title={text.coupons}
        {...(may ? { aside: <Make kind="coupon" partnerId={partner.id} programs={enrolled} /> } : {})}
      >
        <List
          kind="coupon"
          writes={writes}
          none={text.noCoupon}
          codes={coupons.map(({ id, code, status }) => ({ id, text: code, status }))}
        />
      </Panel>
    </>
  );
}

type ListProps = { kind: "link" | "coupon"; codes: readonly Code[]; none: string; writes: boolean };

function List({ kind, codes, none, writes }: ListProps) {
  if (codes.length === 0) return <p className="text-sm text-ink-soft">{none}</p>;
  return (
    <ul className="divide-y divide-line text-sm">
      {codes.map((code) => (
        <li key={code.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5 first:pt-0 last:pb-0">
          <span className="min-w-0 grow">
            <code className="font-mono text-[0.8125rem] break-all">{code.text}</code>
            {code.note ? <span className="block break-all text-ink-soft">{code.note}</span> : null}
          </span>
          {code.status === "paused" ? <Badge tone="faint">{text.paused}</Badge> : null}
          <CopyButton text={code.text} />
          {writes ? (
            <ActionForm action={setStatus}>
              <input type="hidden" name="kind" value={kind} />
              <input type="hidden" name="id" value={code.id} />
              <input type="hidden" name="status" value={code.status === "active" ? "paused" : "active"} />
              <Button type="submit" look="quiet" aria-label={`${nextAct(code)} ${code.text}`}>
                {nextAct(code)}
              </Button>
            </ActionForm>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function nextAct({ status }: Code): string {
  return status === "active" ? text.pause : text.start;
}

type MakeProps = { kind: "link" | "coupon"; partnerId: string; programs: PartnerPage["programs"] };

function Make({ kind, partnerId, programs }: MakeProps) {
  const name = kind === "link" ? text.make : text.makeCoupon;
  return (
    <Confirm
      name={name}
      title={name}
      effect={null}
      cancel={partners.cancel}
      look="plain"
      action={kind === "link" ? makeLink : makeCoupon}
    >
      <input type="hidden" name="partnerId" value={partnerId} />
      <div className="flex flex-col gap-4">
        <Field label={text.program}>
          <Select name="programId">
            {programs.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.code} hint={text.codeHint}>
          <Input name="code" maxLength={64} autoComplete="off" />
        </Field>
        {kind === "link" ? (
          <Field label={text.destination} hint={text.destinationHint}>
            <Input name="destinationUrl" type="url" maxLength={2048} />
          </Field>
        ) : null}
      </div>
    </Confirm>
  );
}
