import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, ulid } from "../columns";
import { brands, members } from "../tenant/brand";
import { partners } from "./partner";
import { programs } from "./program";

/** Who can sign in: an address, whatever brands it belongs to. Made at its first sign-in; read with each session. */
export const persons = pgTable(
  "persons",
  {
    id: ulid("id").primaryKey(),
    email: text("email").notNull(),
    createdAt: createdAt(),
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [uniqueIndex("persons_email").on(sql`lower(${t.email})`)],
);

/** Signed-in browsers, for 30 days, by the SHA-256 of their cookie. Brand and partner: where the person is at present. */
export const sessions = pgTable(
  "sessions",
  {
    id: ulid("id").primaryKey(),
    hash: text("hash").notNull().unique(),
    personId: ulid("person_id")
      .notNull()
      .references(() => persons.id),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    brandId: ulid("brand_id").references(() => brands.id),
    partnerId: ulid("partner_id"),
  },
  (t) => [
    // Serves signing a person out everywhere.
    index("sessions_person").on(t.personId),
    // Serves forgetting.
    index("sessions_expires").on(t.expiresAt),
  ],
);

/** Links that sign in, by a hash of their token: good once, for 15 minutes. */
export const signInTokens = pgTable(
  "sign_in_tokens",
  {
    hash: text("hash").primaryKey(),
    email: text("email").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    // Serves forgetting.
    index("sign_in_tokens_expires").on(t.expiresAt),
  ],
);

/** What happened to members, and who did it. Rows are added and never changed. */
export const memberChanges = pgTable(
  "member_changes",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    memberId: ulid("member_id").notNull(),
    kind: text("kind").$type<"invited" | "joined" | "role" | "revoked" | "reinstated">().notNull(),
    role: text("role").$type<"owner" | "admin" | "viewer">().notNull(),
    changedAt: instant("changed_at").notNull(),
    changedBy: text("changed_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.memberId], foreignColumns: [members.brandId, members.id] }),
    // Serves one member's history.
    index("member_changes_member").on(t.brandId, t.memberId, t.id),
    check("member_changes_kind", sql`${t.kind} in ('invited', 'joined', 'role', 'revoked', 'reinstated')`),
  ],
);

/** Who may join a program without being invited. A program without a row takes nobody. */
export const programSignups = pgTable(
  "program_signups",
  {
    brandId: brandId().references(() => brands.id),
    programId: ulid("program_id").notNull(),
    policy: text("policy").$type<"automatic" | "review" | "off">().notNull(),
    changedAt: instant("changed_at").notNull(),
    changedBy: text("changed_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.programId] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
    check("program_signups_policy", sql`${t.policy} in ('automatic', 'review', 'off')`),
  ],
);

/** People who want to become partners. Written by anybody, so few fields and each of them short; decided by members. */
export const applications = pgTable(
  "applications",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    programId: ulid("program_id").notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    website: text("website"),
    message: text("message"),
    createdAt: createdAt(),
    status: text("status").$type<"received" | "approved" | "rejected">().notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    reason: text("reason"),
    partnerId: ulid("partner_id"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.programId], foreignColumns: [programs.brandId, programs.id] }),
    foreignKey({ columns: [t.brandId, t.partnerId], foreignColumns: [partners.brandId, partners.id] }),
    // One that waits for each address and program.
    uniqueIndex("applications_waiting")
      .on(t.brandId, t.programId, sql`lower(${t.email})`)
      .where(sql`${t.status} = 'received'`),
    // Serves the list of those that wait.
    index("applications_status").on(t.brandId, t.status, t.id),
    check("applications_status", sql`${t.status} in ('received', 'approved', 'rejected')`),
    check("applications_decided", sql`(${t.status} = 'received') = (${t.decidedAt} is null)`),
  ],
);
