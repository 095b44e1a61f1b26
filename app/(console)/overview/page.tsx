import type { Metadata } from "next";
import Link from "next/link";
import { overview } from "@/app/_text/console/overview";
import { Live } from "@/app/_ui/live/live";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { brandSettings } from "../_data/brand";
import { Days } from "./_parts/days";
import { Figures } from "./_parts/figures";
import { SetUp, Tasks } from "./_parts/tasks";
import { loadOverview } from "./load";
import { overviewSearch, SPANS } from "./search";

export const metadata: Metadata = { title: overview.title };

export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  const { days, measure } = overviewSearch(await searchOf(searchParams));
  const [{ present, previous, byDay, tasks, firstDay }, { currency }] = await Promise.all([
    loadOverview(days),
    brandSettings(),
  ]);
  return (
    <>
      <PageHeader title={overview.title} lead={overview.lead(days)}>
        <nav
          aria-label={overview.spans.label}
          className="flex rounded-lg border border-line bg-surface p-0.5 text-sm"
        >
          {SPANS.map((span) => (
            <Link
              key={span}
              href={`/overview?days=${span}&measure=${measure}`}
              scroll={false}
              aria-current={span === days ? "true" : undefined}
              className="rounded-md px-3 py-1.5 text-ink-soft hover:text-ink aria-[current]:bg-ledger-wash aria-[current]:font-medium aria-[current]:text-ledger"
            >
              {overview.spans.days(span)}
            </Link>
          ))}
        </nav>
      </PageHeader>
      <Live />
      <SetUp done={tasks.setup} />
      <Figures
        present={present}
        previous={previous}
        currency={currency}
        lists={{
          customers: "/customers",
          revenue: `/events?outcome=attributed&from=${firstDay}`,
          commissions: `/commissions?from=${firstDay}`,
        }}
      />
      <div className="mt-6 grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Days byDay={byDay} measure={measure} currency={currency} days={days} />
        <Tasks tasks={tasks} />
      </div>
    </>
  );
}
