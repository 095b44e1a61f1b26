import type { Metadata } from "next";
import type { ReactNode } from "react";
import { portal } from "@/app/_text/portal/portal";
import { ButtonLink } from "@/app/_ui/form/button";
import { Live } from "@/app/_ui/live/live";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { dateText } from "@/app/_ui/value/moment";
import { Amounts, type WireMoney } from "@/app/_ui/value/wire";
import { signedIn } from "../_data/signed-in";
import { loadEarnings } from "./load";
import { NextPayout } from "./next-payout";

const { earnings: text } = portal;

export const metadata: Metadata = { title: text.title };

export default async function EarningsPage() {
  const [{ place }, loaded] = await Promise.all([signedIn(), loadEarnings()]);
  const { pending, approved, paid, firstRelease, hasLink, recent, plan, method } = loaded;
  const held =
    firstRelease === null
      ? text.nothingPending
      : text.pendingWhy(dateText(Date.parse(firstRelease), plan.timeZone));
  return (
    <>
      <Live />
      <PageHeader title={text.title} lead={text.lead(place.brandName)} />
      <div className="grid gap-4 sm:grid-cols-3">
        <Sum name={text.pending} of={pending} why={held} tone="text-derived" />
        <Sum name={text.approved} of={approved} why={text.approvedWhy} tone="text-ledger" />
        <Sum name={text.paid} of={paid} why={text.paidWhy} tone="text-ink" />
      </div>
      <div className="mt-4 grid items-start gap-4 md:grid-cols-2">
        <NextPayout approved={approved} plan={plan} method={method} />
        {hasLink ? (
          <Panel title={text.recent.title}>
            <Facts
              of={[
                [text.recent.clicks, <Count key="clicks" of={recent.validClicks} />],
                [text.recent.customers, <Count key="customers" of={recent.customers} />],
                [text.recent.sales, <Count key="sales" of={recent.sales} />],
                [text.recent.revenue, <Amounts key="revenue" of={recent.revenue} />],
              ]}
            />
          </Panel>
        ) : (
          <Panel title={text.start.title} lead={text.start.body}>
            <ButtonLink look="primary" href="/portal/links">
              {text.start.action}
            </ButtonLink>
          </Panel>
        )}
      </div>
    </>
  );
}

function Count({ of }: { of: number }) {
  return <span className="figure">{of.toLocaleString("en-GB")}</span>;
}

type SumProps = { name: string; of: readonly WireMoney[]; why: ReactNode; tone: string };

function Sum({ name, of, why, tone }: SumProps) {
  return (
    <section className="card p-5" aria-label={name}>
      <h2 className={`eyebrow ${tone}`}>{name}</h2>
      <p className="mt-2 text-2xl font-semibold tracking-tight">
        <Amounts of={of} none={text.none} />
      </p>
      <p className="mt-1.5 text-[0.8125rem] text-ink-soft">{why}</p>
    </section>
  );
}
