import { AppError, found } from "@/server/platform/errors";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram, type Program } from "@/server/program/read";
import { noPartner } from "../detail";
import { loadOpenEnrollment, type Membership } from "../store/enrollments";
import { loadPartner } from "../store/partners";

/** The program, when the partner may promote it at present. 404 for what does not exist, 409 for who may not. */
export async function promotedProgram(tx: Tx, membership: Membership): Promise<Program> {
  const { partnerId, programId } = membership;
  const [partner, program, enrollment] = await Promise.all([
    loadPartner(tx, partnerId),
    findProgram(tx, programId),
    loadOpenEnrollment(tx, membership),
  ]);
  const { status } = found(partner, "partner_not_found", noPartner(partnerId));
  const promoted = found(program, "program_not_found", `There is no program ${programId}.`);
  if (!enrollment) {
    throw new AppError(
      "not_enrolled",
      `The partner ${partnerId} is not enrolled in the program ${programId}.`,
    );
  }
  if (status === "revoked") throw new AppError("conflict", `The partner ${partnerId} is revoked.`);
  return promoted;
}
