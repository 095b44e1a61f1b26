import type { Metadata } from "next";
import { payouts as text } from "@/app/_text/console/payouts";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { walk } from "@/app/_ui/table/walk";
import { amountText } from "@/app/_ui/value/wire";
import { mayWrite, signedIn } from "../_data/signed-in";
import { BulkPaid } from "./_parts/bulk";
import { payoutColumns } from "./_parts/columns";
import { PayoutPlaces } from "./_parts/places";
import { PayoutSheet } from "./_parts/sheet";
import { loadPayouts, type PayoutRow } from "./load";
import { PATH } from "./search";

export const metadata: Metadata = { title: text.title };
const BULK = "payouts";

export default async function PayoutsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [{ rows, next, timeZone, partnerName }, member] = await Promise.all([
    loadPayouts(search),
    signedIn(),
  ]);
  const columns = payoutColumns(search, timeZone);
  const writes = mayWrite(member);
  const nameOf = (row: PayoutRow): string => `${row.partnerName}, ${amountText(row.amount)}`;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <PayoutPlaces />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="payouts"
        filters={filtersFor(partnerName, search["currency"])}
        empty={<NoPayouts />}
        select={writes ? { form: BULK, nameOf, can: isToConfirm } : undefined}
      />
      {writes ? <BulkPaid form={BULK} /> : null}
      <PayoutSheet {...walk(PATH, search, rows)} timeZone={timeZone} writes={writes} />
    </>
  );
}

/** Payouts that wait until a person says that they were paid outside. */
function isToConfirm({ rail, status }: PayoutRow): boolean {
  return rail !== "stripe_connect" && (status === "planned" || status === "sending");
}

function filtersFor(partnerName: string, currency = ""): Filter[] {
  return [
    { kind: "choice", name: "status", label: text.filters.status, options: Object.entries(text.status) },
    { kind: "choice", name: "rail", label: text.filters.rail, options: Object.entries(text.rail) },
    { kind: "day", name: "from", label: table.from },
    { kind: "day", name: "to", label: table.to },
    { kind: "set", name: "partnerId", label: text.filters.partner(partnerName) },
    { kind: "set", name: "fileId", label: text.filters.file },
    { kind: "set", name: "currency", label: currency },
  ];
}

function NoPayouts() {
  return (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink look="primary" href={`${PATH}/run`}>
        {text.empty.action}
      </ButtonLink>
    </Empty>
  );
}
