import { commissions } from "@/app/_text/console/commissions";
import { portal } from "@/app/_text/portal/portal";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { type Column, Table } from "@/app/_ui/table/table";
import { Amount, amountText, When } from "@/app/_ui/value/wire";
import type { Explained } from "../load";
import { Status } from "../status";

const { commissions: text } = portal;

/** How an entry came about, as far as it is the partner's to know: nothing of the customer, and nothing of other partners. */
export function Explanation({ of, timeZone }: { of: Explained; timeZone: string }) {
  const { event, outcome, net, clicks, owed, entries } = of;
  return (
    <div className="flex flex-col gap-6">
      <Panel title={text.event}>
        <Facts
          of={[
            [text.type, event.type.replaceAll("_", " ")],
            [text.happened, <When key="at" at={event.ts} timeZone={timeZone} />],
            ...(net === null
              ? []
              : ([
                  [text.worth, <Amount key="gross" of={net.gross} />],
                  [text.kept, <Amount key="net" of={net.net} />],
                ] as const)),
            ...owed
              .filter(({ reversed }) => !reversed)
              .map((one) => [text.yours, <Yours key={one.ruleId} of={one} explained={of} />] as const),
            [text.outcome, outcome.sentence],
          ]}
        />
      </Panel>
      {clicks.length === 0 ? null : (
        <section>
          <h2 className="mb-3 font-semibold">{text.clicksTitle}</h2>
          <Table
            label={text.clicksTitle}
            columns={clickColumns(timeZone)}
            rows={clicks}
            keyOf={(one) => one.clickId}
          />
        </section>
      )}
      <section>
        <h2 className="mb-3 font-semibold">{text.entriesTitle}</h2>
        <Table
          label={text.entriesTitle}
          columns={entryColumns(timeZone)}
          rows={entries}
          keyOf={(one) => one.id}
        />
      </section>
    </div>
  );
}

type YoursProps = { of: Explained["owed"][number]; explained: Explained };

/** The rule's part of the sale, the partner's part of that, and what it comes to. */
function Yours({ of: { amount, arithmetic }, explained: { net, clicks } }: YoursProps) {
  const { kind, value } = arithmetic;
  const share = clicks.reduce((sum, { counts, weight }) => sum + (counts ? weight : 0), 0);
  const said = [
    kind === "percent" && typeof value === "string" && net !== null
      ? text.percentOf(value, amountText(net.net))
      : null,
    share > 0 && share < 1 ? text.share(Math.round(share * 1_000) / 10) : null,
  ].filter((one) => one !== null);
  return (
    <>
      {said.length === 0 ? null : `${said.join("; ")}: `}
      <Amount of={amount} />
    </>
  );
}

function clickColumns(timeZone: string): Column<Explained["clicks"][number]>[] {
  const { clickColumns: names } = text;
  return [
    { key: "at", name: names.at, cell: (one) => <When at={one.ts} timeZone={timeZone} only="date" /> },
    { key: "why", name: names.why, cell: (one) => one.reason },
    {
      key: "share",
      name: names.share,
      align: "right",
      cell: (one) => `${Math.round(one.weight * 1_000) / 10} %`,
    },
  ];
}

function entryColumns(timeZone: string): Column<Explained["entries"][number]>[] {
  const { columns: names } = text;
  return [
    { key: "what", name: names.what, cell: (one) => commissions.kind[one.kind] },
    { key: "status", name: names.status, cell: (one) => <Status of={one} timeZone={timeZone} /> },
    {
      key: "made",
      name: names.made,
      from: "md",
      cell: (one) => <When at={one.createdAt} timeZone={timeZone} only="date" />,
    },
    { key: "amount", name: names.amount, align: "right", cell: (one) => <Amount of={one.amount} /> },
  ];
}
