import Link from "next/link";
import { partners } from "@/app/_text/console/partners";
import { Panel } from "@/app/_ui/page/panel";
import { Amounts } from "@/app/_ui/value/wire";
import type { PartnerPage } from "../load";
import { ByHand } from "./by-hand";

const { money: text } = partners;
const STATUSES = ["pending", "approved", "paid"] as const;

type Props = Pick<PartnerPage, "partner" | "balances" | "programs" | "currency"> & { writes: boolean };

/** What the partner earned in all, by what became of it. */
export function Money({ partner, balances, programs, currency, writes }: Props) {
  return (
    <Panel
      title={text.title}
      lead={text.lead}
      aside={
        <Link href={`/commissions?partnerId=${partner.id}`} className="text-link text-sm">
          {text.all}
        </Link>
      }
    >
      <dl className="flex flex-col gap-3 text-sm">
        {STATUSES.map((status) => (
          <div key={status} className="flex justify-between gap-6">
            <dt className="text-ink-soft">{text[status]}</dt>
            <dd className="text-right font-medium">
              <Amounts of={balances.filter((one) => one.status === status).map((one) => one.amount)} />
            </dd>
          </div>
        ))}
      </dl>
      {writes ? <ByHand partner={partner} programs={programs} currency={currency} /> : null}
    </Panel>
  );
}
