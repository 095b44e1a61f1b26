import { type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { listPrograms } from "@/server/program/read";
import { type PartnerDetail, partnerDetail } from "./detail";
import { normaliseEmail } from "./email";
import { openEnrollments } from "./store/enrollments";
import { emailTaken, insertPartner } from "./store/partners";
import { openPeriod } from "./store/periods";

export type PartnerInput = {
  email: string;
  name: string;
  /** Absent: every active program. */
  programIds?: readonly Id[] | undefined;
  sendInvite?: boolean | undefined;
};

/** Adds a partner, active at once, to the roster and to programs. 409 `email_taken`, in whatever case. */
export function createPartner(ctx: Context, input: PartnerInput): Promise<PartnerDetail> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const { email, name, sendInvite = false } = input;
    const id = newId();
    const time = now();
    const programIds = await programsToJoin(tx, input.programIds);
    const emailHash = ctx.services.secrets.keyedHash("email", normaliseEmail(email));
    const invitedAt = sendInvite ? time : null;
    const added = await insertPartner(tx, { id, email, emailHash, name, createdAt: time, invitedAt });
    if (!added) throw emailTaken(email);
    await openPeriod(tx, id, time);
    await openEnrollments(
      tx,
      programIds.map((programId) => ({ partnerId: id, programId, termsId: null, from: time })),
    );
    const message = { subject: id, payload: { partnerId: id } };
    await enqueue(tx, [
      { ...message, topic: "partner.created" },
      ...(sendInvite ? [{ ...message, topic: "partner.invite" }] : []),
    ]);
    return partnerDetail(tx, id);
  });
}

async function programsToJoin(tx: Tx, wanted: readonly Id[] | undefined): Promise<Id[]> {
  const programs = await listPrograms(tx, wanted ? {} : { status: "active" });
  const known = new Set(programs.map((program) => program.id));
  if (!wanted) return [...known];
  const unknown = wanted.find((id) => !known.has(id));
  if (unknown) throw new AppError("program_not_found", `There is no program ${unknown}.`);
  return [...new Set(wanted)];
}
