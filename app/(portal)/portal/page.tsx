import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { portal } from "@/app/_text/portal/portal";
import { Live } from "@/app/_ui/live/live";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { dateText } from "@/app/_ui/value/moment";
import { Amounts, type WireMoney } from "@/app/_ui/value/wire";
import { signedIn } from "../_data/signed-in";
import { FirstSteps } from "./first-steps";
import { type Earnings, loadEarnings } from "./load";
import { NextPayout } from "./next-payout";
import { Releases } from "./releases";
import { WhatYouEarn } from "./what-you-earn";

const { earnings: text } = portal;

export const metadata: Metadata = { title: text.title };

export default async function EarningsPage() {
  const [{ place }, loaded] = await Promise.all([signedIn(), loadEarnings()]);
  const { pending, approved, paid, releases, steps, recent, plan, method, programs } = loaded;
  return (
    <>
      <Live />
      <PageHeader title={text.title} lead={text.lead(place.brandName)} />
      <FirstSteps of={steps} />
      <div className="grid gap-4 sm:grid-cols-3">
        <Sum
          name={text.pending}
          of={pending}
          why={heldUntil(releases)}
          tone="text-derived"
          href="/portal/commissions?status=pending"
        />
        <Sum
          name={text.approved}
          of={approved}
          why={text.approvedWhy}
          tone="text-ledger"
          href="/portal/commissions?status=approved"
        />
        <Sum
          name={text.paid}
          of={paid}
          why={text.paidWhy}
          tone="text-ink"
          href="/portal/payouts?status=paid"
        />
      </div>
      <div className="mt-4 grid items-start gap-4 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <NextPayout approved={approved} plan={plan} method={method} />
          <Panel title={text.recent.title} lead={text.recent.lead}>
            <Facts
              of={[
                [text.recent.clicks, <Count key="clicks" of={recent.validClicks} />],
                [
                  text.recent.customers,
                  <Link key="customers" href="/portal/customers" className="text-link">
                    <Count of={recent.customers} />
                  </Link>,
                ],
                [text.recent.sales, <Count key="sales" of={recent.sales} />],
                [text.recent.revenue, <Amounts key="revenue" of={recent.revenue} />],
              ]}
            />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Releases of={releases} />
          <WhatYouEarn of={programs} />
        </div>
      </div>
    </>
  );
}

/** Until when the first of it is held back. */
function heldUntil(releases: Earnings["releases"]): string {
  if (releases.length === 0) return text.nothingPending;
  const day = releases.find((one) => one.day !== null)?.day ?? null;
  return day === null ? text.pendingReview : text.pendingWhy(dateText(Date.parse(`${day}T00:00:00Z`), "UTC"));
}

function Count({ of }: { of: number }) {
  return <span className="figure">{of.toLocaleString("en-GB")}</span>;
}

type SumProps = { name: string; of: readonly WireMoney[]; why: ReactNode; tone: string; href: string };

/** A sum that leads to what it is made of. */
function Sum({ name, of, why, tone, href }: SumProps) {
  return (
    <section className="card relative p-5 hover:border-line-strong" aria-label={name}>
      <h2 className={`eyebrow ${tone}`}>
        <Link href={href} className="after:absolute after:inset-0 after:rounded-[14px]">
          {name}
        </Link>
      </h2>
      <p className="mt-2 text-2xl font-semibold tracking-tight">
        <Amounts of={of} none={text.none} />
      </p>
      <p className="mt-1.5 text-[0.8125rem] text-ink-soft">{why}</p>
    </section>
  );
}
