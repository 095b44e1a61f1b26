import type { Context, Services } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { teamAddresses } from "@/server/brand/team";
import { queueMail } from "@/server/mail/queue";
import { HOUR_MS, SECOND_MS } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import type { Limit } from "@/server/platform/limits/limits";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram, type Program } from "@/server/program/read";
import { findPartner } from "../read";
import { approveApplication } from "./decide";
import { insertApplication, loadPolicy, type NewApplication, partnerOfAddress, programOfSlug } from "./store";

export type Applying = Omit<NewApplication, "id" | "programId"> & { programSlug: string };

const OF_AN_IP: Limit = { name: "apply ip", max: 20, windowMs: HOUR_MS, counts: "all" };
const OF_AN_ADDRESS: Limit = { name: "apply address", max: 5, windowMs: HOUR_MS, counts: "all" };

/**
 * Takes an application from anybody. Where the program takes everybody, it is approved at once; else it waits for a member, and the
 * team is told by mail. One that comes again while the first waits changes nothing; the reply tells nobody whether the address
 * is a partner's. 404 `program_not_found`, 409 `signup_closed`, 429 `rate_limited`.
 */
export async function applyToProgram(
  services: Services,
  brandId: Id,
  applying: Applying,
  ip: string,
): Promise<void> {
  limit(services, applying.email, ip);
  const ctx: Context = { services, actor: { kind: "system", brandId } };
  await services.database.inBrand(brandId, async (tx) => {
    const { programSlug, ...fields } = applying;
    const programId = await programOfSlug(tx, programSlug);
    const program = found(
      programId === null ? null : await findProgram(tx, programId),
      "program_not_found",
      `There is no program "${programSlug}".`,
    );
    const policy = await loadPolicy(tx, program.id);
    if (policy === "off") {
      throw new AppError("signup_closed", `${program.name} takes partners by invitation only.`);
    }
    const application = { ...fields, id: newId(), programId: program.id };
    if (!(await insertApplication(tx, application))) return;
    await enqueue(tx, [
      {
        topic: "application.received",
        subject: application.id,
        payload: {
          applicationId: application.id,
          programId: program.id,
          email: application.email,
          name: application.name,
        },
      },
    ]);
    // Who was revoked does not get back in without a person's decision.
    const known = await partnerOfAddress(tx, application.email);
    const revoked = known !== null && (await findPartner(tx, known))?.status === "revoked";
    if (policy === "automatic" && !revoked) await approveApplication({ ...ctx, tx }, application.id);
    else await tellTeam(services, tx, program, application);
  });
}

function limit({ limits }: Services, email: string, ip: string): void {
  const waitMs = limits.hit(OF_AN_IP, ip) || limits.hit(OF_AN_ADDRESS, email.toLowerCase());
  if (waitMs === 0) return;
  throw new AppError("rate_limited", "That is too many applications in a short time. Try again in an hour.", {
    retryAfterSeconds: Math.ceil(waitMs / SECOND_MS),
  });
}

async function tellTeam(
  { secrets, appUrl }: Services,
  tx: Tx,
  program: Program,
  { id, name, message }: NewApplication,
): Promise<void> {
  const brand = await readBrand(tx);
  for (const to of await teamAddresses(tx)) {
    await queueMail(tx, secrets, {
      template: "application_received",
      to,
      brandName: brand.name,
      data: { name, program: program.name, message, url: `${appUrl}/partners` },
      cause: id,
    });
  }
}
