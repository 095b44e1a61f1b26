import type { Metadata } from "next";
import { payouts } from "@/app/_text/console/payouts";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input, Select } from "@/app/_ui/form/field";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import type { Column } from "@/app/_ui/table/table";
import { Amount, amountText, When } from "@/app/_ui/value/wire";
import { brandSettings } from "../../_data/brand";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { PayoutPlaces } from "../_parts/places";
import { confirmFile, makeFile } from "../acts";
import { FILE_RAILS, fileQuery, PATH } from "./search";

const { files: text } = payouts;
export const metadata: Metadata = { title: text.title };

export default async function FilesPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, settings, search] = await Promise.all([signedIn(), brandSettings(), searchOf(searchParams)]);
  const { data, nextCursor } = await member.call.payoutFiles.listPayoutFiles(fileQuery(search));
  const writes = mayWrite(member);
  const columns = columnsIn(settings.timeZone, writes);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <PayoutPlaces />
      {writes ? <MakeFile currency={settings.currency} /> : null}
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={data}
        keyOf={(row) => row.id}
        next={nextCursor}
        file="payout-files"
        filters={FILTERS}
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
      />
    </>
  );
}

const FILTERS: readonly Filter[] = [
  {
    kind: "choice",
    name: "rail",
    label: payouts.filters.rail,
    options: FILE_RAILS.map((rail) => [rail, payouts.rail[rail]] as const),
  },
  { kind: "choice", name: "status", label: payouts.filters.status, options: Object.entries(text.statuses) },
];

function MakeFile({ currency }: { currency: string }) {
  return (
    <Panel className="mb-6">
      <ActionForm action={makeFile} className="flex flex-wrap items-end gap-3">
        <Field label={text.rail}>
          <Select name="rail">
            {FILE_RAILS.map((rail) => (
              <option key={rail} value={rail}>
                {payouts.rail[rail]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.currency}>
          <Input name="currency" required maxLength={3} defaultValue={currency} className="w-24 uppercase" />
        </Field>
        <Button type="submit" look="primary">
          {text.make}
        </Button>
      </ActionForm>
    </Panel>
  );
}

type File = Awaited<ReturnType<Member["call"]["payoutFiles"]["listPayoutFiles"]>>["data"][number];

function columnsIn(timeZone: string, writes: boolean): Column<File>[] {
  return [
    {
      key: "rail",
      name: text.rail,
      cell: (row) => (
        <>
          {payouts.rail[row.rail]}
          <span className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
            <a href={`${PATH}/${row.id}/download`} className="text-link">
              {text.download}
            </a>
            <a href={`/payouts?fileId=${row.id}`} className="text-link">
              {text.show}
            </a>
          </span>
        </>
      ),
    },
    { key: "rows", name: text.rows, align: "right", from: "sm", cell: (row) => row.rows },
    { key: "open", name: text.open, align: "right", from: "sm", cell: (row) => row.sending },
    {
      key: "made",
      name: text.madeAt,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} />,
    },
    { key: "total", name: text.total, align: "right", cell: (row) => <Amount of={row.total} /> },
    {
      key: "act",
      name: text.confirm,
      acts: true,
      cell: (row) => (writes && row.sending > 0 ? <ConfirmFile file={row} /> : "–"),
    },
  ];
}

function ConfirmFile({ file }: { file: File }) {
  return (
    <Confirm
      name={text.confirm}
      title={text.confirmTitle}
      effect={text.confirmEffect(file.sending, amountText(file.total))}
      cancel={payouts.cancel}
      look="primary"
      action={confirmFile}
    >
      <input type="hidden" name="id" value={file.id} />
      <Field label={payouts.acts.reference} hint={payouts.acts.referenceHint}>
        <Input name="reference" required maxLength={200} autoComplete="off" />
      </Field>
    </Confirm>
  );
}
