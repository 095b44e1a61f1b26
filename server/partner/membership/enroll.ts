import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Millis } from "@/server/platform/clock";
import { AppError, assert, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { enqueue, type Message } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram, termsVersions } from "@/server/program/read";
import { holdPartner } from "../detail";
import { announceLinks } from "../links/announce-links";
import {
  closeEnrollment,
  type Enrollment,
  loadEnrollments,
  loadOpenEnrollment,
  type Membership,
  openEnrollments,
} from "../store/enrollments";
import { changePeriod } from "./rederive";

export type { Enrollment } from "../store/enrollments";

/**
 * Puts the partner into the program, under the pinned terms version or (null) the program's own. Another pin than the present
 * one holds from now on. Saying what is already so changes nothing.
 */
export function enroll(ctx: Context, membership: Membership, termsId: Id | null): Promise<Enrollment> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    await holdPartner(tx, membership.partnerId);
    await checkProgram(tx, membership.programId, termsId);
    const open = await loadOpenEnrollment(tx, membership);
    if (open?.termsId === termsId) return open;
    const change = (await isFirst(tx, membership)) ? { ...membership, since: 0 } : membership;
    await changePeriod(ctx.services, tx, change, async (at) => {
      if (open) await closeEnrollment(tx, membership, at);
      await openEnrollments(tx, [{ ...membership, termsId, from: at }]);
      // Other terms for somebody who is in the program already: they learn of it.
      if (open) await enqueue(tx, [newTerms(membership, at)]);
    });
    await announceLinks(tx, membership.partnerId);
    const opened = await loadOpenEnrollment(tx, membership);
    assert(opened, "an enrollment is there after it was opened");
    return opened;
  });
}

function newTerms({ partnerId, programId }: Membership, from: Millis): Message {
  return { topic: "partner.terms", subject: partnerId, payload: { partnerId, programId, from } };
}

/** A first enrollment covers all time before it as well. */
async function isFirst(tx: Tx, { partnerId, programId }: Membership): Promise<boolean> {
  const earlier = await loadEnrollments(tx, partnerId);
  return !earlier.some((enrollment) => enrollment.programId === programId);
}

async function checkProgram(tx: Tx, programId: Id, termsId: Id | null): Promise<void> {
  found(await findProgram(tx, programId), "program_not_found", `There is no program ${programId}.`);
  if (termsId === null) return;
  const versions = await termsVersions(tx, programId);
  if (!versions.some((version) => version.id === termsId)) {
    throw new AppError("terms_not_found", `The program ${programId} has no terms version ${termsId}.`);
  }
}
