import type { Metadata } from "next";
import { fraud as text } from "@/app/_text/console/fraud";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { walk } from "@/app/_ui/table/walk";
import { mayWrite, signedIn } from "../_data/signed-in";
import { clickColumns } from "./_parts/columns";
import { ClickSheet } from "./_parts/sheet";
import { loadClicks } from "./load";
import { PATH } from "./search";

export const metadata: Metadata = { title: text.title };

export default async function FraudPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [{ rows, next, timeZone, partnerName }, member] = await Promise.all([loadClicks(search), signedIn()]);
  const columns = clickColumns({ search, timeZone });
  const filters = filtersFor(partnerName);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="clicks"
        filters={filters}
        empty={
          <>
            {/* Clicks that nothing speaks against are found by their verdict. */}
            <Filters path={PATH} search={search} filters={filters} />
            <NoClicks />
          </>
        }
      />
      <ClickSheet {...walk(PATH, search, rows)} timeZone={timeZone} writes={mayWrite(member)} />
    </>
  );
}

function filtersFor(partnerName: string): Filter[] {
  return [
    { kind: "choice", name: "verdict", label: text.filters.suspect, options: Object.entries(text.verdict) },
    { kind: "day", name: "from", label: table.from },
    { kind: "day", name: "to", label: table.to },
    { kind: "set", name: "partnerId", label: text.filters.partner(partnerName) },
  ];
}

function NoClicks() {
  return (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink href="/fraud?verdict=bot">{text.empty.action}</ButtonLink>
    </Empty>
  );
}
