import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { commissions as text } from "@/app/_text/commissions";
import { Trace } from "@/app/_trace/trace";
import { Confirm } from "@/app/_ui/confirm";
import { Field, Input } from "@/app/_ui/field";
import { moneyText } from "@/app/_ui/money";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { parseId } from "@/server/platform/ids";
import { type Trace as TraceData, traceCommission } from "@/server/report/trace";
import { brandSettings } from "../../_data/brand";
import { orNotFound } from "../../_data/outcome";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { reverseOne, undoOne } from "../acts";

export const metadata: Metadata = { title: text.trace };

export default async function CommissionPage({ params }: { params: Promise<{ id: string }> }) {
  const id = parseId((await params).id);
  if (!id) notFound();
  const member = await signedIn();
  const [trace, { timeZone }] = await Promise.all([
    orNotFound(traceCommission(member.ctx, id)),
    brandSettings(),
  ]);
  const above = { href: "/commissions", name: text.title };
  if (!trace) {
    return (
      <>
        <PageHeader title={text.title} above={above} />
        <Notice kind="note">{text.byHand}</Notice>
      </>
    );
  }
  return (
    <>
      <PageHeader title={<span className="text-base font-medium">{text.trace}</span>} above={above}>
        {mayWrite(member) ? <Acts trace={trace} /> : null}
      </PageHeader>
      <Trace trace={trace} timeZone={timeZone} />
    </>
  );
}

function Acts({ trace: { commission, partnerNames } }: { trace: TraceData }) {
  const partner = partnerNames.get(commission.partnerId) ?? "";
  const fields = (
    <>
      <input type="hidden" name="id" value={commission.id} />
      <Field label={text.reverseReason}>
        <Input name="reason" required maxLength={500} />
      </Field>
    </>
  );
  if (commission.status === "reversed") {
    return (
      <Confirm
        name={text.undo}
        title={text.undo}
        effect={text.undone}
        cancel={text.keep}
        look="plain"
        action={undoOne}
      >
        {fields}
      </Confirm>
    );
  }
  return (
    <Confirm
      name={text.reverse}
      title={text.reverseTitle}
      effect={text.reverseEffect(moneyText(commission.amount, commission.currency), partner)}
      cancel={text.keep}
      action={reverseOne}
    >
      {fields}
      {commission.status === "paid" ? <input type="hidden" name="clawback" value="yes" /> : null}
    </Confirm>
  );
}
