import { z } from "zod";
import { presentMoney, presentTime } from "@/server/api/rest/present";
import { isoTime, money, replyId } from "@/server/api/rest/schemas";
import type { CommissionRow } from "@/server/commission/ledger/ledger";

export const commissionStatus = z.enum(["pending", "approved", "paid", "reversed"]);

/** A ledger entry on the wire. */
export const commissionReply = z
  .object({
    id: replyId,
    eventId: replyId.nullable(),
    clickDay: z.string().nullable().meta({ description: "The program's local day, for pay per click." }),
    partnerId: replyId,
    programId: replyId,
    ruleId: z.string(),
    termsId: replyId,
    kind: z.enum(["accrual", "correction", "clawback", "bonus", "manual"]),
    status: commissionStatus,
    amount: money,
    availableAt: isoTime,
    createdAt: isoTime,
    approvedAt: isoTime.nullable(),
    reversedAt: isoTime.nullable(),
    payoutId: replyId.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "Commission" });

export function presentCommission(row: CommissionRow): z.output<typeof commissionReply> {
  const { id, eventId, clickDay, partnerId, programId, ruleId, termsId, kind, status, payoutId, reason } =
    row;
  return {
    id,
    eventId,
    clickDay,
    partnerId,
    programId,
    ruleId,
    termsId,
    kind,
    status,
    amount: presentMoney(row.amount, row.currency),
    availableAt: presentTime(row.availableAt),
    createdAt: presentTime(row.createdAt),
    approvedAt: presentTime(row.approvedAt),
    reversedAt: presentTime(row.reversedAt),
    payoutId,
    reason,
  };
}
