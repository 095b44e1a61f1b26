import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { partners as text } from "@/app/_text/console/partners";
import { PageHeader } from "@/app/_ui/page/page-header";
import { dateText } from "@/app/_ui/value/moment";
import { parseId } from "@/server/platform/ids";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { Figures } from "../../overview/_parts/figures";
import { PartnerStatus } from "../_parts/status";
import { ActsOfPartner } from "./_parts/acts-of-partner";
import { Codes } from "./_parts/codes";
import { Money } from "./_parts/money";
import { Payment } from "./_parts/payment";
import { Programs } from "./_parts/programs";
import { Timeline } from "./_parts/timeline";
import { type PartnerPage as Loaded, loadPartner } from "./load";

export const metadata: Metadata = { title: text.title };

export default async function PartnerPage({ params }: { params: Promise<{ id: string }> }) {
  const id = parseId((await params).id);
  if (!id) notFound();
  const [loaded, member] = await Promise.all([loadPartner(id), signedIn()]);
  const { partner, present, previous } = loaded;
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader
        title={partner.name}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <PartnerStatus status={partner.status} why={sinceWhen(loaded)} />
            <span className="break-all">{partner.email}</span>
          </span>
        }
        above={{ href: "/partners", name: text.title }}
      >
        {writes ? <ActsOfPartner partner={partner} /> : null}
      </PageHeader>
      <section aria-label={text.figures}>
        <h2 className="mb-3 text-sm font-medium text-ink-soft">{text.figures}</h2>
        <Figures
          present={present}
          previous={previous}
          currency={loaded.currency}
          lists={{
            customers: `/customers?partnerId=${id}`,
            revenue: `/events?outcome=attributed&partnerId=${id}&from=${loaded.firstDay}`,
            commissions: `/commissions?partnerId=${id}&from=${loaded.firstDay}`,
          }}
        />
      </section>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-6">
          <Programs {...loaded} writes={writes} />
          <Codes {...loaded} writes={writes} />
        </div>
        <div className="grid min-w-0 gap-6">
          <Money {...loaded} writes={writes} />
          <Payment {...loaded} writes={writes} />
          <Timeline {...loaded} />
        </div>
      </div>
    </>
  );
}

/** Since when the partner is active, or when and why it was revoked. */
function sinceWhen({ partner: { status, periods }, timeZone }: Loaded): string {
  const last = periods.at(-1);
  if (!last) return "";
  if (status === "active") return `${text.programs.since} ${dateText(Date.parse(last.from), timeZone)}`;
  const when = last.to ? dateText(Date.parse(last.to), timeZone) : "";
  return [when, last.reason].filter(Boolean).join(": ");
}
