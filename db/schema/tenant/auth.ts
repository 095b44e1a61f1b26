import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant, ulid } from "../columns";
import { partners } from "../roster/partner";
import { brands } from "./brand";

/** Keys of the API, as SHA-256 of the secret. Looked up by hash before the brand is known. */
export const apiKeys = pgTable(
  "api_keys",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    name: text("name").notNull(),
    kind: text("kind").$type<"secret" | "publishable" | "partner">().notNull(),
    hash: text("hash").notNull().unique(),
    /** The first characters of the secret, so that a person can tell keys apart. */
    prefix: text("prefix").notNull(),
    /** Null: all scopes. */
    scopes: text("scopes").array(),
    partnerId: ulid("partner_id"),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    foreignKey({
      name: "api_keys_of_a_partner",
      columns: [t.brandId, t.partnerId],
      foreignColumns: [partners.brandId, partners.id],
    }),
    check("api_keys_kind", sql`${t.kind} in ('secret', 'publishable', 'partner')`),
    check("api_keys_partner", sql`(${t.kind} = 'partner') = (${t.partnerId} is not null)`),
  ],
);

/** What people and their keys did where no other table keeps it. Rows are added and never changed. */
export const acts = pgTable(
  "acts",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    at: instant("at").notNull(),
    area: text("area").$type<"access" | "links" | "settings" | "terms">().notNull(),
    kind: text("kind").notNull(),
    /** A name that people may read: never a secret. */
    about: text("about"),
    subjectId: ulid("subject_id"),
    count: integer("count").notNull(),
    by: text("by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    // Serves the list of what changed.
    index("acts_at").on(t.brandId, t.at.desc(), t.id.desc()),
    check("acts_area", sql`${t.area} in ('access', 'links', 'settings', 'terms')`),
    check("acts_count_check", sql`${t.count} > 0`),
  ],
);
