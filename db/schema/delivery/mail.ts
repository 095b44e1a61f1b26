import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant } from "../columns";
import { brands } from "../tenant/brand";

/**
 * Mails that wait, and those of the last 30 days. Written by verbs in the transaction of what a mail follows, and by sending.
 * `sealed` is what a mail says, which may be a link that signs in: encrypted, and gone once it was sent.
 */
export const mails = pgTable(
  "mails",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    cause: text("cause").notNull(),
    template: text("template").notNull(),
    recipient: text("recipient").notNull(),
    brandName: text("brand_name").notNull(),
    sealed: text("sealed"),
    status: text("status").$type<"waiting" | "sent" | "kept" | "unwanted" | "failed">().notNull(),
    attempts: integer("attempts").default(0).notNull(),
    dueAt: instant("due_at").notNull(),
    error: text("error"),
    createdAt: createdAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    // One cause writes to one person once.
    uniqueIndex("mails_cause").on(t.brandId, t.cause, t.recipient, t.template),
    // Serves the claim of what is due.
    index("mails_due").on(t.dueAt).where(sql`${t.status} = 'waiting'`),
    // Serves the local mailbox.
    index("mails_kept").on(t.id).where(sql`${t.status} = 'kept'`),
    // Serves forgetting.
    index("mails_created").on(t.createdAt).where(sql`${t.status} <> 'waiting'`),
    check("mails_status", sql`${t.status} in ('waiting', 'sent', 'kept', 'unwanted', 'failed')`),
  ],
);

/** The kinds of mail that a person does not want from a brand. */
export const mailOptOuts = pgTable(
  "mail_opt_outs",
  {
    brandId: brandId().references(() => brands.id),
    recipient: text("recipient").notNull(),
    category: text("category").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.recipient, t.category] }),
    check("mail_opt_outs_category", sql`${t.category} in ('payouts', 'reviews', 'notices')`),
  ],
);
