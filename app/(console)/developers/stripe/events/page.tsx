import type { Metadata } from "next";
import { developers } from "@/app/_text/console/developers";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { BulkAct } from "@/app/_ui/table/bulk/act";
import { BulkBar } from "@/app/_ui/table/bulk/selection";
import { chosenColumns } from "@/app/_ui/table/columns";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { Pager } from "@/app/_ui/table/pager";
import { Table } from "@/app/_ui/table/table";
import { TableTools } from "@/app/_ui/table/tools";
import { parseId } from "@/server/platform/ids";
import { brandSettings } from "../../../_data/brand";
import { mayWrite, signedIn } from "../../../_data/signed-in";
import { effectOfRunning, runSomeAgain } from "../../_acts/stripe";
import { DeveloperPlaces } from "../../_parts/places";
import { STATUSES, stripeEventColumns } from "../../_parts/stripe-event-columns";

const { stripe, cancel } = developers;
const { log: text } = stripe;
export const metadata: Metadata = { title: text.title };
const PATH = "/developers/stripe/events";
const BULK = "stripe-events";

/** Everything that Stripe told, what became of it, and why something could not be taken in. */
export default async function StripeEventsPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, { timeZone }, search] = await Promise.all([
    signedIn(),
    brandSettings(),
    searchOf(searchParams),
  ]);
  const status = STATUSES.find((one) => one === search["status"]);
  const cursor = parseId(search["cursor"] ?? "");
  const { data, nextCursor } = await member.call.stripe.listStripeEvents({
    ...(status ? { status } : {}),
    ...(cursor ? { cursor } : {}),
  });
  const columns = stripeEventColumns(timeZone);
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader
        title={text.title}
        lead={text.lead}
        above={{ href: "/developers/stripe", name: stripe.title }}
      />
      <DeveloperPlaces />
      <Filters path={PATH} search={search} filters={[STATUS]}>
        <TableTools path={PATH} search={search} columns={columns} file="stripe-events" />
      </Filters>
      {data.length > 0 ? (
        <Table
          label={text.title}
          columns={chosenColumns(columns, search)}
          rows={data}
          keyOf={(row) => row.id}
          select={
            writes
              ? { form: BULK, nameOf: (row) => row.stripeId, can: (row) => row.status === "failed" }
              : undefined
          }
        />
      ) : status || cursor ? (
        <Empty title={table.nothing.title} body={table.nothing.body}>
          <ButtonLink href={PATH}>{table.clear}</ButtonLink>
        </Empty>
      ) : (
        <Empty title={text.empty.title} body={text.empty.body} />
      )}
      <Pager path={PATH} search={search} next={nextCursor} />
      {writes ? (
        <BulkBar form={BULK}>
          <BulkAct
            form={BULK}
            name={text.again}
            title={text.againTitle}
            cancel={cancel}
            look="primary"
            effect={effectOfRunning}
            action={runSomeAgain}
          />
        </BulkBar>
      ) : null}
    </>
  );
}

const STATUS: Filter = {
  kind: "choice",
  name: "status",
  label: text.anyStatus,
  options: Object.entries(text.status),
};
