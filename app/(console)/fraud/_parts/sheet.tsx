import { fraud } from "@/app/_text/console/fraud";
import { Facts } from "@/app/_ui/page/panel";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { When } from "@/app/_ui/value/wire";
import { type ClickRow, loadEvidence } from "../load";
import { VerdictBadge } from "./columns";
import { Decide } from "./decide";

const { columns: names, evidence: text } = fraud;
type Props = ReturnType<typeof walk<ClickRow>> & { timeZone: string; writes: boolean };

/** A click with all that speaks for or against it, and the one decision that is open. */
export async function ClickSheet({ row, previous, next, close, timeZone, writes }: Props) {
  if (!row) return null;
  const { kind, evidence, effect, names: partners } = await loadEvidence(row);
  const { sameAddress, userIds, events, decisions } = evidence;
  return (
    <Sheet title={row.partnerName} previous={previous} next={next} close={close}>
      <Facts
        of={[
          [names.verdict, <VerdictBadge key="v" of={row} />],
          ...(row.verdictReason ? ([[names.why, row.verdictReason]] as const) : []),
          [names.when, <When key="w" at={row.ts} timeZone={timeZone} />],
          [text.sameAddress, sameAddress === null ? text.unknown : text.near(sameAddress)],
          [text.users, userIds.join(", ") || text.nobody],
          [text.events, events],
          ...(row.country ? ([[names.country, row.country]] as const) : []),
          ...(row.referrer ? ([[names.referrer, row.referrer]] as const) : []),
          ...(row.landingUrl ? ([[names.landing, row.landingUrl]] as const) : []),
          [names.agent, row.userAgent ?? text.unknown],
          ...decisions.map(
            (one) =>
              [
                text.decision[one.kind],
                <span key={one.at}>
                  <When at={one.at} timeZone={timeZone} /> {text.by(one.by)}
                  {one.reason ? <span className="block text-ink-soft">{one.reason}</span> : null}
                </span>,
              ] as const,
          ),
        ]}
      />
      {writes ? (
        <div className="mt-6">
          <Decide key={row.id} id={row.id} kind={kind} effect={effect} names={partners} />
        </div>
      ) : null}
    </Sheet>
  );
}
