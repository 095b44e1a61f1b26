import { portal } from "@/app/_text/portal/portal";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { PATH, type PortalLink } from "./load";

const { links: text } = portal;

export function linkColumns(search: Search, timeZone: string): Column<PortalLink>[] {
  const { columns: names } = text;
  return [
    {
      key: "link",
      name: names.link,
      cell: (row) => (
        <RowLink href={addressWith(PATH, search, { open: row.id })}>
          <code className="font-mono text-sm break-all">{row.url}</code>
        </RowLink>
      ),
    },
    { key: "status", name: names.status, from: "sm", cell: (row) => <LinkStatus of={row} /> },
    {
      key: "clicks",
      name: names.clicks,
      align: "right",
      from: "sm",
      cell: (row) => <span className="figure">{row.clicks.toLocaleString("en-GB")}</span>,
    },
    { key: "program", name: names.program, from: "md", cell: (row) => row.program?.name },
    {
      key: "destination",
      name: names.destination,
      from: "lg",
      cell: ({ destinationUrl }) =>
        destinationUrl === null ? text.home : <span className="break-all">{destinationUrl}</span>,
    },
    {
      key: "made",
      name: names.made,
      extra: true,
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "copy",
      name: names.copy,
      acts: true,
      cell: (row) => (
        <span className="relative z-1">
          <CopyButton text={row.url} />
        </span>
      ),
    },
  ];
}

/** Whether a link leads anywhere. */
export function LinkStatus({ of: { status } }: { of: Pick<PortalLink, "status"> }) {
  return <Badge tone={status === "active" ? "ledger" : "faint"}>{text.status[status]}</Badge>;
}
