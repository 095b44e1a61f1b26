import type { Minor } from "@/server/money/minor";
import type { Tx } from "@/server/platform/postgres/database";
import type { Payout, PayoutChanges } from "../rules";

/** The columns of a payout under the names that its rules use. */
export function payoutColumns({ sql }: Tx) {
  return sql`id, partner_id as "partnerId", currency, amount_minor as amount, rail, destination, status, reason, detail, reference,
    transfer_id as "transferId", file_id as "fileId", reversed_minor as reversed, generation, attempts, sender,
    asked_at as "askedAt", last_asked_at as "lastAskedAt", unclear, look_first as "lookFirst", verdict, next_at as "nextAt", lease,
    lease_until as "leaseUntil", created_at as "createdAt", created_by as "createdBy", paid_at as "paidAt", ended_at as "endedAt"`;
}

const COLUMN: Readonly<Record<keyof PayoutChanges, string>> = {
  destination: "destination",
  status: "status",
  reason: "reason",
  detail: "detail",
  reference: "reference",
  transferId: "transfer_id",
  fileId: "file_id",
  reversed: "reversed_minor",
  generation: "generation",
  attempts: "attempts",
  sender: "sender",
  askedAt: "asked_at",
  lastAskedAt: "last_asked_at",
  unclear: "unclear",
  lookFirst: "look_first",
  verdict: "verdict",
  nextAt: "next_at",
  lease: "lease",
  leaseUntil: "lease_until",
  paidAt: "paid_at",
  endedAt: "ended_at",
};

const MAX_DETAIL = 1_000;

export async function savePayout(tx: Tx, id: Payout["id"], changes: PayoutChanges): Promise<void> {
  const values: Record<string, string | number | boolean | Minor | null> = {};
  for (const [name, value] of Object.entries(changes)) {
    // Object.entries forgets that the names are those of the changes.
    values[COLUMN[name as keyof PayoutChanges]] =
      name === "detail" && typeof value === "string" ? value.slice(0, MAX_DETAIL) : value;
  }
  await tx.sql`update payouts set ${tx.sql(values)} where brand_id = ${tx.brandId} and id = ${id}`;
}
