import { type Context, permitBrand, transact } from "@/server/auth/context";
import { found } from "@/server/platform/errors";
import { findProgram } from "@/server/program/read";
import { holdPartner } from "../detail";
import { announceLinks } from "../links/announce-links";
import { closeEnrollment, loadOpenEnrollment, type Membership } from "../store/enrollments";
import { changePeriod } from "./rederive";

/** Takes the partner out of the program from now on: what was earned until now stays. One who is not in it stays out. */
export function unenroll(ctx: Context, membership: Membership): Promise<void> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const { partnerId, programId } = membership;
    await holdPartner(tx, partnerId);
    found(await findProgram(tx, programId), "program_not_found", `There is no program ${programId}.`);
    if (!(await loadOpenEnrollment(tx, membership))) return;
    await changePeriod(ctx.services, tx, membership, (at) => closeEnrollment(tx, membership, at));
    await announceLinks(tx, partnerId);
  });
}
