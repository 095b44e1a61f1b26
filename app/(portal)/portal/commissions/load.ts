import { notFound } from "next/navigation";
import type { Search } from "@/app/_ui/table/address";
import { commissionStatus, presentCommission } from "@/server/api/operations/commissions/commission-schemas";
import { getCommission } from "@/server/commission/ledger/list";
import { why } from "@/server/payout/statements/why";
import { AppError } from "@/server/platform/errors";
import { type Id, parseId } from "@/server/platform/ids";
import { payoutPlan, programs, signedIn } from "../../_data/signed-in";

export const PATH = "/portal/commissions";

/** One page of the partner's entries, newest first. What an address says that means nothing is passed over. */
export async function loadCommissions(search: Search) {
  const [{ call }, { timeZone }, all] = await Promise.all([signedIn(), payoutPlan(), programs()]);
  const status = commissionStatus.safeParse(search["status"]);
  const [programId, cursor] = [parseId(search["programId"] ?? ""), parseId(search["cursor"] ?? "")];
  const page = await call.commissions.listCommissions({
    ...(status.success ? { status: status.data } : {}),
    ...(programId ? { programId } : {}),
    ...(cursor ? { cursor } : {}),
  });
  const rows = page.data.map((row) => ({
    ...row,
    programName: all.find((program) => program.id === row.programId)?.name ?? "",
  }));
  return { rows, next: page.nextCursor, timeZone, programs: all };
}

export type CommissionRow = Awaited<ReturnType<typeof loadCommissions>>["rows"][number];

/** One entry with why it is what it is, and what the partner may know of the event that earned it; null where no event did. */
export async function loadCommission(id: Id) {
  const [{ call, ctx }, { timeZone }] = await Promise.all([signedIn(), payoutPlan()]);
  const entry = await getCommission(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) notFound();
    throw error;
  });
  const { eventId } = entry;
  const explained = eventId === null ? null : await call.explain.explainEvent({ id: eventId });
  return { commission: presentCommission(entry), why: why(entry), explained, timeZone };
}

export type Explained = NonNullable<Awaited<ReturnType<typeof loadCommission>>["explained"]>;
