import type { Metadata } from "next";
import Link from "next/link";
import { commissions } from "@/app/_text/console/commissions";
import { portal } from "@/app/_text/portal/portal";
import { ButtonLink } from "@/app/_ui/form/button";
import { Live } from "@/app/_ui/live/live";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import type { Column } from "@/app/_ui/table/table";
import { Amount, When } from "@/app/_ui/value/wire";
import { dayText } from "@/server/program/terms/calendar";
import { Meanings } from "../../_parts/meanings";
import { type CommissionRow, loadCommissions, PATH } from "./load";
import { Status } from "./status";

const { commissions: text } = portal;
const { columns: names } = text;

export const metadata: Metadata = { title: text.title };

export default async function CommissionsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { rows, next, timeZone, programs } = await loadCommissions(search);
  const filters: Filter[] = [
    {
      kind: "choice",
      name: "status",
      label: text.filters.status,
      options: Object.entries(commissions.status),
    },
    {
      kind: "choice",
      name: "programId",
      label: text.filters.program,
      options: programs.map(({ id, name }) => [id, name] as const),
    },
  ];
  return (
    <>
      <Live />
      <PageHeader title={text.title} lead={text.lead} />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columnsIn(timeZone)}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="commissions"
        filters={filters}
        empty={
          <Empty title={text.empty.title} body={text.empty.body}>
            <ButtonLink look="primary" href="/portal/links">
              {text.empty.action}
            </ButtonLink>
          </Empty>
        }
      />
      <Meanings title={text.meanings.title} of={text.meanings.of} />
    </>
  );
}

function columnsIn(timeZone: string): Column<CommissionRow>[] {
  return [
    {
      key: "what",
      name: names.what,
      cell: (row) => (
        <Link href={`${PATH}/${row.id}`} className="font-medium after:absolute after:inset-0">
          {row.clickDay === null ? commissions.kind[row.kind] : text.clicks(dayText(row.clickDay))}
        </Link>
      ),
    },
    { key: "status", name: names.status, cell: (row) => <Status of={row} timeZone={timeZone} /> },
    { key: "program", name: names.program, from: "lg", cell: (row) => row.programName },
    {
      key: "made",
      name: names.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "amount",
      name: names.amount,
      align: "right",
      cell: (row) => (
        <span className={row.amount.minor < 0 ? "text-negative" : ""}>
          <Amount of={row.amount} />
        </span>
      ),
    },
  ];
}
