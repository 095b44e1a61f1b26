import { settings } from "@/app/_text/console/settings";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import type { Member } from "../../../_data/signed-in";
import { PATH } from "../search";

const { domains: text } = settings;
export type Domain = Awaited<ReturnType<Member["call"]["domains"]["listDomains"]>>["data"][number];

export function domainColumns(search: Search, timeZone: string): Column<Domain>[] {
  const { columns: names } = text;
  return [
    {
      key: "host",
      name: names.host,
      cell: (row) => (
        <RowLink href={addressWith(PATH, search, { open: row.id })}>
          <span className="break-all">{row.host}</span>
        </RowLink>
      ),
    },
    {
      key: "status",
      name: names.status,
      cell: (row) => <DomainStatus of={row} timeZone={timeZone} />,
    },
    {
      key: "checked",
      name: names.checked,
      from: "lg",
      cell: ({ checkedAt }) =>
        checkedAt === null ? text.never : <When at={checkedAt} timeZone={timeZone} />,
    },
    {
      key: "made",
      name: names.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
  ];
}

/** Whether a host is shown to be the brand's, and if not, what was found instead. */
export function DomainStatus({ of, timeZone }: { of: Domain; timeZone: string }) {
  const { status, verifiedAt, fault } = of;
  const since = verifiedAt ? <When at={verifiedAt} timeZone={timeZone} only="date" /> : null;
  return (
    <Badge tone={status === "verified" ? "ledger" : "derived"} why={since ?? (fault && text.faults[fault])}>
      {text.status[status]}
    </Badge>
  );
}
