export type Status = "pending" | "approved" | "paid" | "reversed";

const LOOKS: Record<Status, string> = {
  pending: "bg-derived-wash text-derived",
  approved: "bg-ledger-wash text-ledger",
  paid: "bg-ledger text-on-accent",
  reversed: "bg-sunken text-ink-faint",
};

export function StatusBadge({ status, children }: { status: Status; children: string }) {
  return (
    <span
      className={`inline-block rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap ${LOOKS[status]}`}
    >
      {children}
    </span>
  );
}
