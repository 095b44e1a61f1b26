import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { portal } from "@/app/_text/portal/portal";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Amount } from "@/app/_ui/value/wire";
import { parseId } from "@/server/platform/ids";
import { loadCommission, PATH } from "../load";
import { Status } from "../status";
import { Explanation } from "./explanation";

const { commissions: text } = portal;

export const metadata: Metadata = { title: text.one };

export default async function CommissionPage({ params }: { params: Promise<{ id: string }> }) {
  const id = parseId((await params).id);
  if (!id) notFound();
  const { commission, why, explained, timeZone } = await loadCommission(id);
  const { reason } = commission;
  return (
    <>
      <PageHeader
        title={<Amount of={commission.amount} />}
        lead={<Status of={commission} timeZone={timeZone} />}
        above={{ href: PATH, name: text.title }}
      />
      {reason === null ? null : (
        <Notice kind="note" className="mb-6">
          {text.reason}: {reason}
        </Notice>
      )}
      {explained === null ? (
        <Notice kind="note">{why === reason ? text.byHand : why}</Notice>
      ) : (
        <Explanation of={explained} timeZone={timeZone} />
      )}
    </>
  );
}
