import { customers } from "@/app/_text/console/customers";
import { ButtonLink } from "@/app/_ui/form/button";
import { Facts } from "@/app/_ui/page/panel";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { Amounts, When } from "@/app/_ui/value/wire";
import type { CustomerRow } from "../load";

const { columns: names } = customers;
type Props = ReturnType<typeof walk<CustomerRow>> & { timeZone: string };

export function CustomerSheet({ row, previous, next, close, timeZone }: Props) {
  if (!row) return null;
  return (
    <Sheet title={row.userIds[0] ?? ""} previous={previous} next={next} close={close}>
      <Facts
        of={[
          ...(row.userIds.length > 1 ? ([[customers.one.facts.ids, row.userIds.join(", ")]] as const) : []),
          [names.partners, row.partners.map((one) => one.name).join(", ") || customers.nobody],
          [names.seen, <When key="s" at={row.createdAt} timeZone={timeZone} />],
          [names.events, row.events],
          ...(row.lastEventAt
            ? ([[names.last, <When key="l" at={row.lastEventAt} timeZone={timeZone} />]] as const)
            : []),
          [names.revenue, <Amounts key="r" of={row.revenue} />],
        ]}
      />
      <p className="mt-6">
        <ButtonLink look="primary" href={`/customers/${row.id}`}>
          {customers.one.open}
        </ButtonLink>
      </p>
    </Sheet>
  );
}
