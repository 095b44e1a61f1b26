import { fraud } from "@/app/_text/console/fraud";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { CellFilter } from "@/app/_ui/table/cell-filter";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import type { ClickRow } from "../load";
import { PATH, type Verdict } from "../search";

const { columns: names } = fraud;
type Shown = { search: Search; timeZone: string };

const TONES: Record<Verdict, Tone> = {
  valid: "ledger",
  bot: "faint",
  prefetch: "faint",
  velocity: "negative",
  revoked: "faint",
  manual: "negative",
};

export function VerdictBadge({ of }: { of: ClickRow }) {
  const overturned = of.effectiveVerdict === "valid" && of.verdict !== "valid";
  return (
    <Badge tone={TONES[of.effectiveVerdict]} {...(overturned ? { why: fraud.unflagged } : {})}>
      {fraud.verdict[of.effectiveVerdict]}
    </Badge>
  );
}

export function clickColumns({ search, timeZone }: Shown): Column<ClickRow>[] {
  const only = (name: string, value: string): string =>
    addressWith(PATH, search, { [name]: value, cursor: null, open: null });
  return [
    {
      key: "partner",
      name: names.partner,
      cell: (row) => (
        <CellFilter href={only("partnerId", row.partnerId)} name={row.partnerName}>
          <RowLink href={addressWith(PATH, search, { open: row.id })}>{row.partnerName}</RowLink>
        </CellFilter>
      ),
    },
    {
      key: "verdict",
      name: names.verdict,
      cell: (row) => (
        <CellFilter href={only("verdict", row.effectiveVerdict)} name={fraud.verdict[row.effectiveVerdict]}>
          <VerdictBadge of={row} />
        </CellFilter>
      ),
    },
    {
      key: "why",
      name: names.why,
      from: "md",
      cell: (row) => <span className="text-ink-soft">{row.verdictReason}</span>,
    },
    { key: "country", name: names.country, extra: true, cell: (row) => row.country },
    {
      key: "agent",
      name: names.agent,
      extra: true,
      cell: (row) => <span className="block max-w-64 truncate">{row.userAgent}</span>,
    },
    {
      key: "referrer",
      name: names.referrer,
      extra: true,
      cell: (row) => <span className="block max-w-64 truncate">{row.referrer}</span>,
    },
    { key: "when", name: names.when, from: "sm", cell: (row) => <When at={row.ts} timeZone={timeZone} /> },
  ];
}
