import { type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** Who may join a program without an invitation: whoever applies, whoever is approved, nobody. */
export type SignupPolicy = "automatic" | "review" | "off";
export type ApplicationStatus = "received" | "approved" | "rejected";
export type Application = {
  id: Id;
  programId: Id;
  email: string;
  name: string;
  website: string | null;
  message: string | null;
  createdAt: Millis;
  status: ApplicationStatus;
  decidedAt: Millis | null;
  decidedBy: string | null;
  reason: string | null;
  partnerId: Id | null;
};
export type NewApplication = Pick<Application, "id" | "programId" | "email" | "name" | "website" | "message">;
export type ApplicationPage = {
  status?: ApplicationStatus | undefined;
  programId?: Id | undefined;
  limit: number;
  cursor?: Id | undefined;
};

export async function loadPolicy(tx: Tx, programId: Id): Promise<SignupPolicy> {
  const [row] = await tx.sql<{ policy: SignupPolicy }[]>`
    select policy from program_signups where brand_id = ${tx.brandId} and program_id = ${programId}`;
  return row?.policy ?? "off";
}

export async function savePolicy(tx: Tx, programId: Id, policy: SignupPolicy, by: string): Promise<void> {
  await tx.sql`
    insert into program_signups (brand_id, program_id, policy, changed_at, changed_by)
    values (${tx.brandId}, ${programId}, ${policy}, ${now()}, ${by})
    on conflict (brand_id, program_id) do update set policy = ${policy}, changed_at = ${now()}, changed_by = ${by}`;
}

/** False when one of this address waits for this program already. */
export async function insertApplication(tx: Tx, one: NewApplication): Promise<boolean> {
  const added = await tx.sql`
    insert into applications (brand_id, id, program_id, email, name, website, message, created_at, status)
    values (${tx.brandId}, ${one.id}, ${one.programId}, ${one.email}, ${one.name}, ${one.website}, ${one.message}, ${now()},
      'received')
    on conflict do nothing returning 1`;
  return added.length > 0;
}

function shown(tx: Tx) {
  return tx.sql`
    select id, program_id as "programId", email, name, website, message, created_at as "createdAt", status,
      decided_at as "decidedAt", decided_by as "decidedBy", reason, partner_id as "partnerId"
    from applications`;
}

/** The application, which nobody else decides until the transaction ends. */
export async function lockApplication(tx: Tx, id: Id): Promise<Application | null> {
  const [row] = await tx.sql<Application[]>`
    ${shown(tx)} where brand_id = ${tx.brandId} and id = ${id} for update`;
  return row ?? null;
}

/** One row more than the page holds, newest first. */
export function pageOfApplications(tx: Tx, page: ApplicationPage): Promise<Application[]> {
  return tx.sql<Application[]>`
    ${shown(tx)} where brand_id = ${tx.brandId}
      ${page.status ? tx.sql`and status = ${page.status}` : tx.sql``}
      ${page.programId ? tx.sql`and program_id = ${page.programId}` : tx.sql``}
      ${page.cursor ? tx.sql`and id < ${page.cursor}` : tx.sql``}
    order by id desc limit ${page.limit + 1}`;
}

export async function decide(
  tx: Tx,
  id: Id,
  decision: { status: "approved" | "rejected"; by: string; reason: string | null; partnerId: Id | null },
): Promise<void> {
  await tx.sql`
    update applications set status = ${decision.status}, decided_at = ${now()}, decided_by = ${decision.by},
      reason = ${decision.reason}, partner_id = ${decision.partnerId}
    where brand_id = ${tx.brandId} and id = ${id}`;
}

/** The partner with this address, in whatever case. */
export async function partnerOfAddress(tx: Tx, email: string): Promise<Id | null> {
  const [row] = await tx.sql<{ id: Id }[]>`
    select id from partners where brand_id = ${tx.brandId} and lower(email) = lower(${email})`;
  return row?.id ?? null;
}

export async function programOfSlug(tx: Tx, slug: string): Promise<Id | null> {
  const [row] = await tx.sql<{ id: Id }[]>`
    select id from programs where brand_id = ${tx.brandId} and slug = ${slug} and status = 'active'`;
  return row?.id ?? null;
}
