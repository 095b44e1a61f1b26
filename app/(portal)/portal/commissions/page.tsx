import type { Metadata } from "next";
import Link from "next/link";
import { commissions } from "@/app/_text/console/commissions";
import { portal } from "@/app/_text/portal/portal";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Live } from "@/app/_ui/live/live";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { chosenColumns } from "@/app/_ui/table/columns";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { Pager } from "@/app/_ui/table/pager";
import { type Column, Table } from "@/app/_ui/table/table";
import { TableTools } from "@/app/_ui/table/tools";
import { Amount, When } from "@/app/_ui/value/wire";
import { type CommissionRow, loadCommissions, PATH } from "./load";
import { Status } from "./status";

const { commissions: text } = portal;
const { columns: names } = text;

export const metadata: Metadata = { title: text.title };

export default async function CommissionsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { rows, next, timeZone, programs } = await loadCommissions(search);
  const columns = columnsIn(timeZone);
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
  const filtered = ["status", "programId", "cursor"].some((name) => search[name] !== undefined);
  return (
    <>
      <Live />
      <PageHeader title={text.title} lead={text.lead}>
        <TableTools path={PATH} search={search} columns={columns} file="commissions" />
      </PageHeader>
      <Filters path={PATH} search={search} filters={filters} />
      {rows.length > 0 ? (
        <Table
          label={text.title}
          columns={chosenColumns(columns, search)}
          rows={rows}
          keyOf={(row) => row.id}
        />
      ) : filtered ? (
        <Empty title={table.nothing.title} body={table.nothing.body}>
          <ButtonLink href={PATH}>{table.clear}</ButtonLink>
        </Empty>
      ) : (
        <Empty title={text.empty.title} body={text.empty.body}>
          <ButtonLink look="primary" href="/portal/links">
            {text.empty.action}
          </ButtonLink>
        </Empty>
      )}
      <Pager path={PATH} search={search} next={next} />
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
          {row.clickDay === null ? commissions.kind[row.kind] : text.clicks(row.clickDay)}
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
