import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, ulid } from "../columns";
import { brands } from "../tenant/brand";
import { clicks } from "./click";

/** One person known to the brand. A row is locked while that person's history is derived. */
export const customers = pgTable(
  "customers",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] })],
);

/** Which customer a user id belongs to. Merging two customers moves the rows of one to the other. */
export const customerUsers = pgTable(
  "customer_users",
  {
    brandId: brandId(),
    userId: text("user_id").notNull(),
    customerId: ulid("customer_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.userId] }),
    foreignKey({ columns: [t.brandId, t.customerId], foreignColumns: [customers.brandId, customers.id] }),
    // Serves loading all user ids of a customer.
    index("customer_users_customer").on(t.brandId, t.customerId),
  ],
);

/** Keyed hashes of the addresses a user id was seen with. The address itself is not kept. */
export const customerEmails = pgTable(
  "customer_emails",
  {
    brandId: brandId(),
    userId: text("user_id").notNull(),
    emailHash: text("email_hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.userId, t.emailHash] }),
    foreignKey({
      columns: [t.brandId, t.userId],
      foreignColumns: [customerUsers.brandId, customerUsers.userId],
    }),
  ],
);

/** "This click belongs to this user." Only ever inserted. */
export const identities = pgTable(
  "identities",
  {
    brandId: brandId(),
    id: id(),
    clickId: ulid("click_id").notNull(),
    userId: text("user_id").notNull(),
    /** When the caller says it happened; `created_at` is when it was learnt. */
    ts: instant("ts").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({ columns: [t.brandId, t.clickId], foreignColumns: [clicks.brandId, clicks.id] }),
    foreignKey({
      columns: [t.brandId, t.userId],
      foreignColumns: [customerUsers.brandId, customerUsers.userId],
    }),
    // Serves loading a customer's clicks, and makes identify idempotent.
    uniqueIndex("identities_user").on(t.brandId, t.userId, t.clickId),
    // Serves the customers that were first seen in a span.
    index("identities_time").on(t.brandId, t.ts),
    // Serves finding the customers that a flagged click concerns.
    index("identities_click").on(t.brandId, t.clickId),
  ],
);
