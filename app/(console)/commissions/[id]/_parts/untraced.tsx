import Link from "next/link";
import { commissions as text } from "@/app/_text/console/commissions";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { amountText } from "@/app/_ui/value/wire";
import type { Id } from "@/server/platform/ids";
import { dayText } from "@/server/program/terms/calendar";
import { Choices } from "../../_parts/choices";
import { EntryFacts } from "../../_parts/entry-facts";
import { loadUntraced } from "../../load";

type Props = { id: Id; above: { href: string; name: string }; writes: boolean };

/** An entry that no event earned: what it pays for, or who posted it and why. */
export async function Untraced({ id, above, writes }: Props) {
  const { row, why, timeZone, now } = await loadUntraced(id);
  return (
    <>
      <PageHeader
        title={amountText(row.amount)}
        lead={
          <Link href={`/partners/${row.partnerId}`} className="text-link">
            {row.partnerName}
          </Link>
        }
        above={above}
      >
        {writes ? <Choices {...row} /> : null}
      </PageHeader>
      <Panel
        title={row.clickDay === null ? text.kind[row.kind] : text.clicks(dayText(row.clickDay))}
        {...(why === row.reason ? {} : { lead: why })}
      >
        <EntryFacts row={row} timeZone={timeZone} now={now} />
      </Panel>
    </>
  );
}
