import type { Metadata } from "next";
import { commissions } from "@/app/_text/console/commissions";
import { payouts as text } from "@/app/_text/console/payouts";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { RowLink } from "@/app/_ui/table/row-link";
import { type Column, Table } from "@/app/_ui/table/table";
import { Amount, amountText, When } from "@/app/_ui/value/wire";
import { brandSettings } from "../../_data/brand";
import { orNotFound } from "../../_data/outcome";
import { namesOf } from "../../_data/partner-names";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { Choices } from "../_parts/choices";
import { PayoutFacts } from "../_parts/facts";

export const metadata: Metadata = { title: text.title };
const { detail } = text;
/** As many entries as the procedure gives at most. */
const MOST_ENTRIES = 500;

export default async function PayoutPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, member, { timeZone }] = await Promise.all([params, signedIn(), brandSettings()]);
  const payout = await orNotFound(member.call.payouts.getPayout({ id }));
  const { entries, returns, steps } = payout;
  const [names, instructions] = await Promise.all([
    namesOf([payout.partnerId]),
    instructionsFor(member, payout),
  ]);
  const partnerName = names.get(payout.partnerId) ?? payout.partnerId;
  return (
    <>
      <PageHeader
        title={`${partnerName}: ${amountText(payout.amount)}`}
        above={{ href: "/payouts", name: text.title }}
      >
        {mayWrite(member) ? <Choices {...payout} partnerName={partnerName} /> : null}
      </PageHeader>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Panel>
          <PayoutFacts of={payout} timeZone={timeZone} />
          {instructions === null ? null : (
            <div className="mt-5 border-t border-line pt-4 text-sm">
              <h2 className="text-ink-soft">{detail.instructions}</h2>
              <p className="mt-1 break-words whitespace-pre-wrap">{instructions}</p>
            </div>
          )}
        </Panel>
        <Panel title={detail.steps}>
          <Story
            of={steps.map(({ status, note, at }) => ({ at, name: text.status[status], note }))}
            timeZone={timeZone}
          />
        </Panel>
        {returns.length > 0 ? (
          <Panel title={detail.returns}>
            <Story
              of={returns.map(({ at, amount, note }) => ({ at, name: amountText(amount), note }))}
              timeZone={timeZone}
            />
          </Panel>
        ) : null}
      </div>
      <h2 className="mt-8 mb-3 font-semibold">{detail.pays}</h2>
      <Table label={detail.pays} columns={columns(timeZone)} rows={entries} keyOf={(entry) => entry.id} />
      {entries.length === MOST_ENTRIES ? (
        <p className="mt-2 text-sm text-ink-soft">{detail.most(MOST_ENTRIES)}</p>
      ) : null}
    </>
  );
}

/** Where a payout by hand goes, for who is to send it. */
async function instructionsFor(
  { call }: Member,
  { rail, status, partnerId }: { rail: string; status: string; partnerId: string },
): Promise<string | null> {
  if (rail !== "manual" || status !== "planned") return null;
  return (await call.payoutMethods.getPayoutMethod({ id: partnerId })).instructions;
}

type Entry = {
  id: string;
  programName: string;
  kind: string;
  amount: { minor: number; currency: string };
  createdAt: string;
};

function columns(timeZone: string): Column<Entry>[] {
  const kinds: Readonly<Record<string, string>> = commissions.kind;
  return [
    {
      key: "kind",
      name: detail.kind,
      cell: (row) => <RowLink href={`/commissions/${row.id}`}>{kinds[row.kind] ?? row.kind}</RowLink>,
    },
    { key: "program", name: detail.program, from: "sm", cell: (row) => row.programName },
    {
      key: "earned",
      name: detail.earned,
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    { key: "amount", name: detail.amount, align: "right", cell: (row) => <Amount of={row.amount} /> },
  ];
}

type Happening = { at: string; name: string; note: string };

function Story({ of, timeZone }: { of: readonly Happening[]; timeZone: string }) {
  return (
    <ol className="flex flex-col gap-3 text-sm">
      {of.map(({ at, name, note }) => (
        <li key={`${at}${name}`}>
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="font-medium">{name}</span>
            <span className="text-ink-soft">
              <When at={at} timeZone={timeZone} />
            </span>
          </p>
          {note ? <p className="text-ink-soft">{note}</p> : null}
        </li>
      ))}
    </ol>
  );
}
