import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { portalSettings } from "@/app/_text/portal/settings";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Pager } from "@/app/_ui/table/pager";
import { type Column, Table } from "@/app/_ui/table/table";
import { Amount, Amounts, When } from "@/app/_ui/value/wire";
import { parseId } from "@/server/platform/ids";
import { type CreditRow, loadCredits, PATH } from "../load";

const { customers: text } = portalSettings;
const { eventColumns: names } = text;

export const metadata: Metadata = { title: text.eventsTitle };
type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function CustomerPage({ params, searchParams }: Props) {
  const [{ id: asked }, search] = await Promise.all([params, searchOf(searchParams)]);
  const id = parseId(asked);
  if (!id) notFound();
  const { rows, next, timeZone } = await loadCredits(id, search);
  if (rows.length === 0) notFound();
  return (
    <>
      <PageHeader title={text.name(id)} lead={text.eventsTitle} above={{ href: PATH, name: text.title }} />
      <Table label={text.eventsTitle} columns={columnsIn(timeZone)} rows={rows} keyOf={(row) => row.id} />
      <Pager path={`${PATH}/${id}`} search={search} next={next} />
    </>
  );
}

function columnsIn(timeZone: string): Column<CreditRow>[] {
  return [
    {
      key: "what",
      name: names.what,
      cell: (row) => <span className="first-letter:uppercase">{row.type.replaceAll("_", " ")}</span>,
    },
    { key: "at", name: names.at, cell: (row) => <When at={row.ts} timeZone={timeZone} only="date" /> },
    {
      key: "value",
      name: names.value,
      align: "right",
      from: "md",
      cell: (row) => (row.value === null ? null : <Amount of={row.value} />),
    },
    {
      key: "share",
      name: names.share,
      align: "right",
      from: "sm",
      cell: (row) => `${Math.round(row.share * 1_000) / 10} %`,
    },
    { key: "earned", name: names.earned, align: "right", cell: (row) => <Amounts of={row.earned} /> },
  ];
}
