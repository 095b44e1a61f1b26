import { type Context, permitBrand, transact } from "@/server/auth/context";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { loadProgram } from "../store/programs";
import { pageOfTerms, type TermsRecord } from "../store/terms";

export type { TermsRecord } from "../store/terms";

/**
 * The versions of a program's terms, newest first; one more than the page holds where another page follows. Not for partners'
 * keys: a version may have been made for one partner alone.
 */
export function showTerms(
  ctx: Context,
  programId: Id,
  page: { limit: number; cursor?: Id | undefined },
): Promise<TermsRecord[]> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, async (tx) => {
    found(await loadProgram(tx, programId), "program_not_found", `There is no program "${programId}".`);
    return pageOfTerms(tx, programId, page);
  });
}
