import { payouts as text } from "@/app/_text/console/payouts";
import { ButtonLink } from "@/app/_ui/form/button";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { amountText } from "@/app/_ui/value/wire";
import type { PayoutRow } from "../load";
import { PATH } from "../search";
import { Choices } from "./choices";
import { PayoutFacts } from "./facts";

type Props = ReturnType<typeof walk<PayoutRow>> & { timeZone: string; writes: boolean };

export function PayoutSheet({ row, previous, next, close, timeZone, writes }: Props) {
  if (!row) return null;
  return (
    <Sheet
      title={`${row.partnerName}: ${amountText(row.amount)}`}
      previous={previous}
      next={next}
      close={close}
    >
      <PayoutFacts of={row} timeZone={timeZone} />
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href={`${PATH}/${row.id}`}>{text.open}</ButtonLink>
        {writes ? <Choices key={row.id} {...row} /> : null}
      </div>
    </Sheet>
  );
}
