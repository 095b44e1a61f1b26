import type { DataOf } from "@/emails/catalog";
import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { queueMail } from "@/server/mail/queue";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram } from "@/server/program/read";
import { createPartner } from "../create";
import { enroll } from "../membership/enroll";
import { reinstatePartner } from "../membership/reinstate";
import { type Application, decide, lockApplication, partnerOfAddress } from "./store";

/**
 * Makes a partner of who applied, or takes the partner with this address into the program, and mails them. Approving again changes
 * nothing; 409 `conflict` for one that was rejected.
 */
export function approveApplication(ctx: Context, id: Id): Promise<Application> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const application = await holdApplication(tx, id);
    if (!isOpen(application, "approved")) return application;
    const partnerId = await becomePartner({ ...ctx, tx }, tx, application);
    await decide(tx, id, { status: "approved", by: actorName(ctx.actor), reason: null, partnerId });
    await tellOutside(tx, "application.approved", application, partnerId);
    const program = await programName(tx, application);
    await mail(ctx, tx, application, "application_approved", {
      name: application.name,
      program,
      url: `${ctx.services.appUrl}/sign-in?${new URLSearchParams({ email: application.email })}`,
    });
    return holdApplication(tx, id);
  });
}

/** Declines who applied, with a reason that they are told or none. Rejecting again changes nothing; 409 `conflict` for one approved. */
export function rejectApplication(ctx: Context, id: Id, reason: string | null): Promise<Application> {
  permitBrand(ctx.actor, "partners:write");
  return transact(ctx, async (tx) => {
    const application = await holdApplication(tx, id);
    if (!isOpen(application, "rejected")) return application;
    await decide(tx, id, { status: "rejected", by: actorName(ctx.actor), reason, partnerId: null });
    await tellOutside(tx, "application.rejected", application, null);
    const program = await programName(tx, application);
    await mail(ctx, tx, application, "application_rejected", { name: application.name, program, reason });
    return holdApplication(tx, id);
  });
}

async function holdApplication(tx: Tx, id: Id): Promise<Application> {
  return found(await lockApplication(tx, id), "application_not_found", `There is no application ${id}.`);
}

/** Whether there is still something to decide. */
function isOpen({ id, status }: Application, wanted: Application["status"]): boolean {
  if (status === "received") return true;
  if (status === wanted) return false;
  throw new AppError("conflict", `The application ${id} was ${status} already.`);
}

async function becomePartner(ctx: Context, tx: Tx, { email, name, programId }: Application): Promise<Id> {
  const known = await partnerOfAddress(tx, email);
  if (known === null) return (await createPartner(ctx, { email, name, programIds: [programId] })).id;
  await reinstatePartner(ctx, known);
  await enroll(ctx, { partnerId: known, programId }, null);
  return known;
}

async function tellOutside(
  tx: Tx,
  topic: string,
  { id, programId, email, name }: Application,
  partnerId: Id | null,
): Promise<void> {
  const payload = { applicationId: id, programId, email, name, ...(partnerId && { partnerId }) };
  await enqueue(tx, [{ topic, subject: id, payload }]);
}

async function programName(tx: Tx, { programId }: Application): Promise<string> {
  const program = await findProgram(tx, programId);
  return program?.name ?? programId;
}

async function mail<Name extends "application_approved" | "application_rejected">(
  { services }: Context,
  tx: Tx,
  { id, email }: Application,
  template: Name,
  data: DataOf<Name>,
): Promise<void> {
  const { name: brandName } = await readBrand(tx);
  await queueMail(tx, services.secrets, { template, to: email, brandName, data, cause: id });
}
