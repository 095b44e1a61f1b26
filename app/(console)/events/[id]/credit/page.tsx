import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { consoleText } from "@/app/_text/console/console";
import { credit as text } from "@/app/_text/console/credit";
import { events } from "@/app/_text/console/events";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";
import { mayWrite, signedIn } from "../../../_data/signed-in";
import { Candidates } from "./_parts/candidates";
import { Decide } from "./_parts/decide";
import { loadCredit } from "./load";

export const metadata: Metadata = { title: text.title };

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function CreditPage({ params, searchParams }: Props) {
  const id = parseId((await params).id);
  if (!id) notFound();
  const search = await searchOf(searchParams);
  const [{ event, candidates, more, chosen }, member] = await Promise.all([
    loadCredit(id, search),
    signedIn(),
  ]);
  return (
    <>
      <PageHeader
        title={text.title}
        lead={text.lead(event)}
        above={{ href: `/events/${id}`, name: events.explain }}
      />
      {mayWrite(member) ? (
        <div className="flex max-w-3xl flex-col gap-6">
          <Candidates path={`/events/${id}/credit`} search={search} candidates={candidates} more={more} />
          {chosen ? <Decide key={chosen.partnerId + chosen.programId} id={id} chosen={chosen} /> : null}
        </div>
      ) : (
        <Notice kind="note">{consoleText.viewer}</Notice>
      )}
    </>
  );
}
