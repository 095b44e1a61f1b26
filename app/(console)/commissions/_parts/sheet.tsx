import { commissions } from "@/app/_text/console/commissions";
import { ButtonLink } from "@/app/_ui/form/button";
import { Facts } from "@/app/_ui/page/panel";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { amountText, When } from "@/app/_ui/value/wire";
import type { CommissionRow } from "../load";
import { Choices } from "./choices";
import { CommissionStatus } from "./status";

const { columns: names } = commissions;
type Props = ReturnType<typeof walk<CommissionRow>> & { timeZone: string; now: number; writes: boolean };

export function CommissionSheet({ row, previous, next, close, timeZone, now, writes }: Props) {
  if (!row) return null;
  return (
    <Sheet
      title={`${row.partnerName}: ${amountText(row.amount)}`}
      previous={previous}
      next={next}
      close={close}
    >
      <Facts
        of={[
          [names.status, <CommissionStatus key="s" of={row} timeZone={timeZone} now={now} />],
          [names.kind, commissions.kind[row.kind]],
          [names.program, row.programName],
          [names.made, <When key="m" at={row.createdAt} timeZone={timeZone} />],
          [names.available, <When key="a" at={row.availableAt} timeZone={timeZone} />],
          ...(row.clickDay ? ([[names.event, commissions.clicks(row.clickDay)]] as const) : []),
          ...(row.reason ? ([[commissions.reason, row.reason]] as const) : []),
        ]}
      />
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href={`/commissions/${row.id}`}>{commissions.trace}</ButtonLink>
        {writes ? <Choices key={row.id} {...row} /> : null}
      </div>
    </Sheet>
  );
}
