import { type Context, permitBrand, transact } from "@/server/auth/context";
import { HOUR_MS, MINUTE_MS, now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { termsVersions } from "@/server/program/read";
import { addTerms } from "@/server/program/terms/add-terms";
import { rederiveProgram } from "../rederive/rederive";
import { hasFactsSince } from "../store/concerned";
import { isPreviewOf, type TermsDraft } from "./preview-token";

/** A date this close is not the past: a request takes time to arrive. */
const PAST_TOLERANCE_MS = MINUTE_MS;

/** The new version, and the job that derives the customers it concerns again; null when nothing that is known is that late. */
export type Applied = { termsId: Id; jobId: Id | null };

/** Adds a version of terms. One with a past date must have been previewed, so that nobody moves money unseen. */
export function applyTerms(
  ctx: Context,
  draft: TermsDraft,
  previewToken: string | undefined,
): Promise<Applied> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    if (draft.effectiveFrom < now() - PAST_TOLERANCE_MS) refuseUnseen(ctx, tx, draft, previewToken);
    const termsId = await addTerms(tx, ctx.actor, draft.programId, draft.terms, draft.effectiveFrom);
    const concerned = await concernsFacts(ctx, tx, draft, termsId);
    return {
      termsId,
      jobId: concerned ? await rederiveProgram(tx, draft.programId, `terms ${termsId}`) : null,
    };
  });
}

function refuseUnseen(ctx: Context, tx: Tx, draft: TermsDraft, token: string | undefined): void {
  if (token !== undefined && isPreviewOf(ctx.services.secrets, tx, draft, token)) return;
  throw new AppError(
    "preview_required",
    token === undefined
      ? "Terms with a past date change what is owed already. Send them with ?preview=true first, then again with the previewToken."
      : "This previewToken is not from a preview of these terms, or it is more than a day old. Send them with ?preview=true again.",
  );
}

/** Whether anything that is known falls under the new version. The earliest version also covers all time before it. */
async function concernsFacts(ctx: Context, tx: Tx, draft: TermsDraft, termsId: Id): Promise<boolean> {
  const versions = await termsVersions(tx, draft.programId);
  const earliest = versions.every(
    (version) => version.id === termsId || version.effectiveFrom >= draft.effectiveFrom,
  );
  const since = earliest ? 0 : draft.effectiveFrom;
  return hasFactsSince(tx, draft.programId, since, ctx.services.maxFutureHours * HOUR_MS);
}
