import { notFound } from "next/navigation";
import type { Search } from "@/app/_ui/table/address";
import { commissionStatus } from "@/server/api/operations/commissions/commission-schemas";
import { AppError } from "@/server/platform/errors";
import { parseId } from "@/server/platform/ids";
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

/** One entry, and what the partner may know of the event that earned it; null for an entry that no event did. */
export async function loadCommission(id: string) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), payoutPlan()]);
  const commission = await call.commissions.getCommission({ id }).catch((error: unknown) => {
    if (error instanceof Error && error.cause instanceof AppError && error.cause.status === 404) notFound();
    throw error;
  });
  const { eventId } = commission;
  const explained = eventId === null ? null : await call.explain.explainEvent({ id: eventId });
  return { commission, explained, timeZone };
}

export type Explained = NonNullable<Awaited<ReturnType<typeof loadCommission>>["explained"]>;
