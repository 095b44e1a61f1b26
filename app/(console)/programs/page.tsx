import type { Metadata } from "next";
import { programs as text } from "@/app/_text/console/programs/programs";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Listing } from "@/app/_ui/table/listing";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { mayWrite, signedIn } from "../_data/signed-in";
import { TermsWords } from "./_parts/terms-words";
import { loadPrograms, type ProgramRow } from "./load";

export const metadata: Metadata = { title: text.title };
const PATH = "/programs";

export default async function ProgramsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [{ rows, next, timeZone }, member] = await Promise.all([loadPrograms(search), signedIn()]);
  const columns = columnsIn(timeZone);
  const create = mayWrite(member) ? (
    <ButtonLink look="primary" href="/programs/new">
      {rows.length === 0 ? text.empty.action : text.create}
    </ButtonLink>
  ) : null;
  const filtered = search["status"] !== undefined || search["cursor"] !== undefined;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        {rows.length > 0 || filtered ? create : null}
      </PageHeader>
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="programs"
        filters={[STATUS]}
        empty={
          <Empty title={text.empty.title} body={text.empty.body}>
            {create}
          </Empty>
        }
      />
    </>
  );
}

const STATUS = {
  kind: "choice",
  name: "status",
  label: text.filter,
  options: [
    ["active", text.active],
    ["paused", text.paused],
  ],
} as const;

function columnsIn(timeZone: string): Column<ProgramRow>[] {
  return [
    {
      key: "name",
      name: text.columns.name,
      cell: (row) => <RowLink href={`${PATH}/${row.id}`}>{row.name}</RowLink>,
    },
    { key: "terms", name: text.columns.terms, cell: (row) => <TermsWords terms={row.terms} short /> },
    {
      key: "status",
      name: text.columns.status,
      from: "sm",
      cell: (row) => <Badge tone={row.status === "active" ? "ledger" : "faint"}>{text[row.status]}</Badge>,
    },
    {
      key: "made",
      name: text.columns.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
  ];
}
