import { partners } from "@/app/_text/console/partners";
import { ButtonLink } from "@/app/_ui/form/button";
import { Facts } from "@/app/_ui/page/panel";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { Amounts, When } from "@/app/_ui/value/wire";
import { grouped } from "../../overview/_parts/figures";
import type { PartnerRow } from "../load";
import { PartnerStatus } from "./status";

const { columns: names } = partners;
type Props = ReturnType<typeof walk<PartnerRow>> & { timeZone: string };

export function PartnerSheet({ row, previous, next, close, timeZone }: Props) {
  if (!row) return null;
  return (
    <Sheet title={row.name} previous={previous} next={next} close={close}>
      <Facts
        of={[
          [names.status, <PartnerStatus key="s" status={row.status} />],
          [names.email, row.email],
          [names.programs, row.programs.map((one) => one.name).join(", ") || partners.programs.none],
          [names.joined, <When key="j" at={row.createdAt} timeZone={timeZone} />],
          [names.clicks, grouped(row.clicks)],
          [names.earned, <Amounts key="e" of={row.earned} />],
        ]}
      />
      <p className="mt-6">
        <ButtonLink look="primary" href={`/partners/${row.id}`}>
          {partners.open}
        </ButtonLink>
      </p>
    </Sheet>
  );
}
