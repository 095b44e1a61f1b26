import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { commissions as text } from "@/app/_text/console/commissions";
import { Trace } from "@/app/_trace/trace";
import { WayBack } from "@/app/_ui/page/way-back";
import { parseId } from "@/server/platform/ids";
import { traceCommission } from "@/server/report/history/trace";
import { brandSettings } from "../../_data/brand";
import { orNotFound } from "../../_data/outcome";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { Choices } from "../_parts/choices";
import { Untraced } from "./_parts/untraced";

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
  if (!trace) return <Untraced id={id} above={above} writes={mayWrite(member)} />;
  const { commission } = trace;
  return (
    <>
      <WayBack {...above}>
        {mayWrite(member) ? (
          <Choices
            id={id}
            kind={commission.kind}
            status={commission.status}
            amount={{ minor: commission.amount, currency: commission.currency }}
            partnerName={trace.partnerNames.get(commission.partnerId) ?? ""}
          />
        ) : null}
      </WayBack>
      <Trace trace={trace} timeZone={timeZone} />
    </>
  );
}
