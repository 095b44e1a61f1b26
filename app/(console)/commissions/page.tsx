import type { Metadata } from "next";
import { commissions as text } from "@/app/_text/console/commissions";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Live } from "@/app/_ui/live/live";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { walk } from "@/app/_ui/table/walk";
import { amountText } from "@/app/_ui/value/wire";
import { mayWrite, signedIn } from "../_data/signed-in";
import { BulkReview } from "./_parts/bulk";
import { commissionColumns } from "./_parts/columns";
import { CommissionSheet } from "./_parts/sheet";
import { loadCommissions } from "./load";
import { PATH, REVIEW } from "./search";

export const metadata: Metadata = { title: text.title };
const BULK = "bulk";

export default async function CommissionsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [loaded, member] = await Promise.all([loadCommissions(search), signedIn()]);
  const { rows, next, timeZone, now } = loaded;
  const columns = commissionColumns({ search, timeZone, now });
  const writes = mayWrite(member);
  const nameOf = (row: (typeof rows)[number]): string => `${row.partnerName}, ${amountText(row.amount)}`;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <Live />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="commissions"
        filters={filtersFor(loaded)}
        empty={<NoCommissions />}
        select={writes ? { form: BULK, nameOf } : undefined}
      />
      {writes ? <BulkReview form={BULK} /> : null}
      <CommissionSheet {...walk(PATH, search, rows)} timeZone={timeZone} now={now} writes={writes} />
    </>
  );
}

type Loaded = Awaited<ReturnType<typeof loadCommissions>>;

function filtersFor({ programs, partnerName }: Pick<Loaded, "programs" | "partnerName">): Filter[] {
  const statuses = [[REVIEW, text.review], ...Object.entries(text.status)] as const;
  return [
    { kind: "choice", name: "status", label: text.filters.status, options: statuses },
    {
      kind: "choice",
      name: "programId",
      label: text.filters.program,
      options: programs.map(({ id, name }) => [id, name] as const),
    },
    { kind: "day", name: "from", label: table.from },
    { kind: "day", name: "to", label: table.to },
    { kind: "set", name: "partnerId", label: text.filters.partner(partnerName) },
  ];
}

function NoCommissions() {
  return (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink href="/demo">{text.empty.action}</ButtonLink>
    </Empty>
  );
}
