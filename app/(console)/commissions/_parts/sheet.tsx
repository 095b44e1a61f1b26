import { commissions } from "@/app/_text/console/commissions";
import { ButtonLink } from "@/app/_ui/form/button";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { amountText } from "@/app/_ui/value/wire";
import type { CommissionRow } from "../load";
import { Choices } from "./choices";
import { EntryFacts } from "./entry-facts";

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
      <EntryFacts row={row} timeZone={timeZone} now={now} />
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href={`/commissions/${row.id}`}>{commissions.trace}</ButtonLink>
        {writes ? <Choices key={row.id} {...row} /> : null}
      </div>
    </Sheet>
  );
}
