import { AppError, found } from "@/server/platform/errors";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram, type Program } from "@/server/program/read";
import { noPartner } from "../detail";
import { loadEnrollments, loadOpenEnrollment, type Membership } from "../store/enrollments";
import { loadPartner } from "../store/partners";

/** The program, when the partner may promote it at present. 404 for what does not exist, 409 for who may not. */
export async function promotedProgram(tx: Tx, membership: Membership): Promise<Program> {
  const [{ partner, program }, enrollment] = await Promise.all([
    bothOf(tx, membership),
    loadOpenEnrollment(tx, membership),
  ]);
  const { partnerId, programId } = membership;
  if (!enrollment) {
    throw new AppError(
      "not_enrolled",
      `The partner ${partnerId} is not enrolled in the program ${programId}.`,
    );
  }
  if (partner.status === "revoked") throw new AppError("conflict", `The partner ${partnerId} is revoked.`);
  return program;
}

/** The program, when the partner is in it or once was. 404 for what does not exist, 409 for who never was. */
export async function joinedProgram(tx: Tx, membership: Membership): Promise<Program> {
  const { partnerId, programId } = membership;
  const [{ program }, enrollments] = await Promise.all([
    bothOf(tx, membership),
    loadEnrollments(tx, partnerId),
  ]);
  if (!enrollments.some((one) => one.programId === programId)) {
    throw new AppError("not_enrolled", `The partner ${partnerId} never was in the program ${programId}.`);
  }
  return program;
}

async function bothOf(tx: Tx, { partnerId, programId }: Membership) {
  const [partner, program] = await Promise.all([loadPartner(tx, partnerId), findProgram(tx, programId)]);
  return {
    partner: found(partner, "partner_not_found", noPartner(partnerId)),
    program: found(program, "program_not_found", `There is no program ${programId}.`),
  };
}
