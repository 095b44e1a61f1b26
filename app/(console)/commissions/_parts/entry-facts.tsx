import { commissions } from "@/app/_text/console/commissions";
import { Facts } from "@/app/_ui/page/panel";
import { When } from "@/app/_ui/value/wire";
import { isByHand } from "@/server/commission/settle";
import { dayText } from "@/server/program/terms/calendar";
import type { CommissionRow } from "../load";
import { CommissionStatus } from "./status";

const { columns: names } = commissions;
type Props = { row: CommissionRow; timeZone: string; now: number };

/** What an entry of the ledger says of itself. */
export function EntryFacts({ row, timeZone, now }: Props) {
  return (
    <Facts
      of={[
        [names.status, <CommissionStatus key="s" of={row} timeZone={timeZone} now={now} />],
        [names.kind, commissions.kind[row.kind]],
        [names.program, row.programName],
        [names.made, <When key="m" at={row.createdAt} timeZone={timeZone} />],
        // What a person gave was never held back.
        ...(isByHand(row)
          ? []
          : ([[names.available, <When key="a" at={row.availableAt} timeZone={timeZone} />]] as const)),
        ...(row.clickDay ? ([[names.event, commissions.clicks(dayText(row.clickDay))]] as const) : []),
        ...(row.reason ? ([[commissions.reason, row.reason]] as const) : []),
      ]}
    />
  );
}
