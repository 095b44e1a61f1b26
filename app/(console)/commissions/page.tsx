import type { Metadata } from "next";
import { commissions as text } from "@/app/_text/commissions";
import { table } from "@/app/_text/table";
import { ActionForm } from "@/app/_ui/action-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Input } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { type Search, type SearchParams, searchOf } from "@/app/_ui/table/address";
import { chooseColumns } from "@/app/_ui/table/choose-columns";
import { ColumnChooser, chosenColumns } from "@/app/_ui/table/columns";
import { SaveCsv } from "@/app/_ui/table/csv";
import { Filters } from "@/app/_ui/table/filters";
import { Pager } from "@/app/_ui/table/pager";
import { BulkBar } from "@/app/_ui/table/selection";
import { Table } from "@/app/_ui/table/table";
import { walk } from "@/app/_ui/table/walk";
import { amountText } from "@/app/_ui/wire";
import { mayWrite, signedIn } from "../_data/signed-in";
import { commissionColumns } from "./_parts/columns";
import { CommissionSheet } from "./_parts/sheet";
import { decide } from "./acts";
import { loadCommissions } from "./load";

export const metadata: Metadata = { title: text.title };
const PATH = "/commissions";
const BULK = "bulk";

export default async function CommissionsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [{ rows, next, timeZone, programs, now }, member] = await Promise.all([
    loadCommissions(search),
    signedIn(),
  ]);
  const columns = commissionColumns({ search, timeZone, now });
  const writes = mayWrite(member);
  const nameOf = (row: (typeof rows)[number]): string => `${row.partnerName}, ${amountText(row.amount)}`;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <Filters path={PATH} search={search} filters={filtersFor(programs)}>
        <ColumnChooser path={PATH} search={search} columns={columns} action={chooseColumns} />
        <SaveCsv name="commissions" />
      </Filters>
      {rows.length === 0 ? (
        <NoCommissions search={search} />
      ) : (
        <Table
          label={text.title}
          columns={chosenColumns(columns, search)}
          rows={rows}
          keyOf={(row) => row.id}
          open={search["open"] ?? null}
          {...(writes ? { select: { form: BULK, nameOf } } : {})}
        />
      )}
      <Pager path={PATH} search={search} next={next} />
      {writes ? <Bulk /> : null}
      <CommissionSheet {...walk(PATH, search, rows)} timeZone={timeZone} now={now} />
    </>
  );
}

function filtersFor(programs: readonly { id: string; name: string }[]) {
  return [
    {
      kind: "choice" as const,
      name: "status",
      label: text.filters.status,
      options: Object.entries(text.status),
    },
    {
      kind: "choice" as const,
      name: "programId",
      label: text.filters.program,
      options: programs.map(({ id, name }) => [id, name] as const),
    },
  ];
}

function Bulk() {
  return (
    <BulkBar form={BULK}>
      <ActionForm action={decide} id={BULK} className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" name="action" value="approve">
          {text.approve}
        </Button>
        <Input
          name="reason"
          placeholder={text.reverseReason}
          aria-label={text.reverseReason}
          className="max-w-48"
        />
        <Button type="submit" look="danger" name="action" value="reverse">
          {text.reverse}
        </Button>
      </ActionForm>
    </BulkBar>
  );
}

function NoCommissions({ search }: { search: Search }) {
  const filtered = ["status", "programId", "partnerId", "cursor"].some((name) => search[name] !== undefined);
  return filtered ? (
    <Empty title={table.nothing.title} body={table.nothing.body}>
      <ButtonLink href={PATH}>{table.clear}</ButtonLink>
    </Empty>
  ) : (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink href="/demo">{text.empty.action}</ButtonLink>
    </Empty>
  );
}
