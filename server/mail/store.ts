import type { TemplateName } from "@/emails/catalog";
import type { Category } from "@/emails/template";
import { type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { ids, texts } from "@/server/platform/postgres/arrays";
import type { Tx } from "@/server/platform/postgres/database";
import type { TransactionSql } from "@/server/platform/postgres/sql";
import type { Logo } from "./logo";

/** `kept`: there is nowhere to send mail to, and the local mailbox shows it. `unwanted`: its reader has opted out. */
export type MailStatus = "waiting" | "sent" | "kept" | "unwanted" | "failed";

/** A mail as people see it: not what it says. */
export type MailRow = {
  id: Id;
  template: TemplateName;
  recipient: string;
  status: MailStatus;
  attempts: number;
  dueAt: Millis;
  error: string | null;
  createdAt: Millis;
  endedAt: Millis | null;
};

/** A mail that one process may try now. */
export type Claimed = {
  brandId: Id;
  id: Id;
  template: string;
  recipient: string;
  brandName: string;
  sealed: string;
  attempts: number;
  createdAt: Millis;
  /** The brand's at this moment. */
  logo: Logo | null;
};

export type NewMail = {
  id: Id;
  cause: string;
  template: TemplateName;
  recipient: string;
  brandName: string;
  sealed: string;
};

/** Adds mails and returns the ids of those that are new: the same cause writes to one person once. */
export async function insertMails(tx: Tx, mails: readonly NewMail[]): Promise<Id[]> {
  if (mails.length === 0) return [];
  const of = (field: keyof NewMail) => texts(mails.map((mail) => mail[field]));
  const added = await tx.sql<{ id: Id }[]>`
    insert into mails (brand_id, id, cause, template, recipient, brand_name, sealed, status, due_at, created_at)
    select ${tx.brandId}::uuid, m.id, m.cause, m.template, m.recipient, m.brand_name, m.sealed, 'waiting', ${now()}, ${now()}
    from unnest(
      ${ids(mails.map(({ id }) => id))}::uuid[], ${of("cause")}::text[], ${of("template")}::text[], ${of("recipient")}::text[],
      ${of("brandName")}::text[], ${of("sealed")}::text[]
    ) as m(id, cause, template, recipient, brand_name, sealed)
    on conflict do nothing returning id`;
  return added.map(({ id }) => id);
}

/** Takes mails that are due, oldest first, so that no other process tries them before `until`. */
export async function claimDue(sql: TransactionSql, limit: number, until: Millis): Promise<Claimed[]> {
  const rows = await sql<ClaimedRow[]>`
    with due as (
      select brand_id, id from mails where status = 'waiting' and due_at <= ${now()}
      order by due_at limit ${limit} for update skip locked
    )
    update mails m set due_at = ${until}, attempts = m.attempts + 1
    from due d ${logoOf(sql, "d")}
    where m.brand_id = d.brand_id and m.id = d.id
    returning m.brand_id as "brandId", m.id, m.template, m.recipient, m.brand_name as "brandName", m.sealed, m.attempts,
      m.created_at as "createdAt", f.id as "logoId", f.width, f.height`;
  return rows.map(claimed);
}

type ClaimedRow = Omit<Claimed, "logo"> & { logoId: Id | null; width: number | null; height: number | null };

/** Joins the logo, called `f`, of the brand of a table's row. */
function logoOf(sql: TransactionSql, alias: "d" | "m") {
  return sql`left join files f on f.brand_id = ${sql(alias)}.brand_id and f.kind = 'logo' and f.removed_at is null`;
}

function claimed({ logoId, width, height, ...mail }: ClaimedRow): Claimed {
  const logo = logoId === null || width === null || height === null ? null : { id: logoId, width, height };
  return { ...mail, logo };
}

/** Ends a mail, or with `dueAt` lets it wait for the next try. What it says is forgotten once nobody needs it any more. */
export async function noteOutcome(
  tx: Tx,
  id: Id,
  outcome: { status: MailStatus; error: string | null; dueAt?: Millis },
): Promise<void> {
  const over = outcome.status !== "waiting";
  const forget = outcome.status === "sent" || outcome.status === "unwanted";
  await tx.sql`
    update mails set status = ${outcome.status}, error = ${outcome.error}, due_at = coalesce(${outcome.dueAt ?? null}, due_at),
      ended_at = ${over ? now() : null}, sealed = case when ${forget} then null else sealed end
    where brand_id = ${tx.brandId} and id = ${id}`;
}

/** Newest first; one more than the limit, so that the caller knows whether there is another page. */
export function listMails(
  tx: Tx,
  filter: { status?: MailStatus | undefined; cursor?: Id | undefined; limit: number },
): Promise<MailRow[]> {
  const { sql } = tx;
  return sql<MailRow[]>`
    select id, template, recipient, status, attempts, due_at as "dueAt", error, created_at as "createdAt", ended_at as "endedAt"
    from mails where brand_id = ${tx.brandId}
      ${filter.status ? sql`and status = ${filter.status}` : sql``}
      ${filter.cursor ? sql`and id < ${filter.cursor}` : sql``}
    order by id desc limit ${filter.limit + 1}`;
}

export async function findMail(tx: Tx, id: Id): Promise<MailRow | null> {
  const [row] = await tx.sql<MailRow[]>`
    select id, template, recipient, status, attempts, due_at as "dueAt", error, created_at as "createdAt", ended_at as "endedAt"
    from mails where brand_id = ${tx.brandId} and id = ${id}`;
  return row ?? null;
}

/** Lets a failed mail be tried again from the start. */
export async function reopen(tx: Tx, id: Id): Promise<boolean> {
  const opened = await tx.sql`
    update mails set status = 'waiting', attempts = 0, due_at = ${now()}, ended_at = null
    where brand_id = ${tx.brandId} and id = ${id} and status = 'failed' and sealed is not null`;
  return opened.count > 0;
}

/** What the local mailbox shows, newest first. */
export async function keptMails(sql: TransactionSql, limit: number): Promise<Claimed[]> {
  const rows = await sql<ClaimedRow[]>`
    select m.brand_id as "brandId", m.id, m.template, m.recipient, m.brand_name as "brandName", m.sealed, m.attempts,
      m.created_at as "createdAt", f.id as "logoId", f.width, f.height
    from mails m ${logoOf(sql, "m")}
    where m.status = 'kept' and m.sealed is not null order by m.id desc limit ${limit}`;
  return rows.map(claimed);
}

export async function deleteOlder(sql: TransactionSql, than: Millis, limit: number): Promise<number> {
  const gone = await sql`
    delete from mails where ctid = any(array(
      select ctid from mails where created_at < ${than} and status <> 'waiting' limit ${limit}))`;
  return gone.count;
}

export async function isUnwanted(tx: Tx, recipient: string, category: Category): Promise<boolean> {
  const [row] = await tx.sql`
    select 1 from mail_opt_outs where brand_id = ${tx.brandId} and recipient = ${recipient} and category = ${category}`;
  return row !== undefined;
}

/** Kinds of mail that this person does not want. */
export async function optOutsOf(tx: Tx, recipient: string): Promise<Category[]> {
  const rows = await tx.sql<{ category: Category }[]>`
    select category from mail_opt_outs where brand_id = ${tx.brandId} and recipient = ${recipient}`;
  return rows.map(({ category }) => category);
}

export async function setWanted(
  tx: Tx,
  recipient: string,
  category: Category,
  wanted: boolean,
): Promise<void> {
  if (wanted) {
    await tx.sql`
      delete from mail_opt_outs
      where brand_id = ${tx.brandId} and recipient = ${recipient} and category = ${category}`;
  } else {
    await tx.sql`
      insert into mail_opt_outs (brand_id, recipient, category, created_at)
      values (${tx.brandId}, ${recipient}, ${category}, ${now()}) on conflict do nothing`;
  }
}
