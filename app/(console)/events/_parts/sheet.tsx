import { events } from "@/app/_text/console/events";
import { demo } from "@/app/_text/public/demo";
import { ButtonLink } from "@/app/_ui/form/button";
import { Facts } from "@/app/_ui/page/panel";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { Amount, When } from "@/app/_ui/value/wire";
import type { EventRow } from "../load";
import { OutcomeBadge } from "./outcome";

const { columns: names } = events;
type Props = ReturnType<typeof walk<EventRow>> & { timeZone: string };

export function EventSheet({ row, previous, next, close, timeZone }: Props) {
  if (!row) return null;
  const { outcome, value, externalId, partners } = row;
  return (
    <Sheet title={`${demo.eventName(row.type)}, ${row.userId}`} previous={previous} next={next} close={close}>
      <Facts
        of={[
          [
            names.outcome,
            <span key="o">
              <OutcomeBadge of={outcome} />
              <span className="mt-1 block">{outcome?.sentence}</span>
            </span>,
          ],
          ...(partners.length > 0
            ? ([[names.partners, partners.map((one) => one.name).join(", ")]] as const)
            : []),
          ...(value ? ([[names.value, <Amount key="v" of={value} />]] as const) : []),
          [names.ts, <When key="t" at={row.ts} timeZone={timeZone} />],
          [names.received, <When key="r" at={row.createdAt} timeZone={timeZone} />],
          [names.source, events.sources[row.source] ?? row.source],
          ...(externalId ? ([[names.externalId, externalId]] as const) : []),
        ]}
      />
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink look="primary" href={`/events/${row.id}`}>
          {events.explain}
        </ButtonLink>
        <ButtonLink href={`/customers/${row.customerId}`}>{names.customer}</ButtonLink>
      </div>
    </Sheet>
  );
}
