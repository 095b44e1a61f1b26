import { sql } from "drizzle-orm";
import { check, foreignKey, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { brands } from "./brand";
import { brandId, createdAt, id, instant, ulid } from "./columns";
import { partners } from "./partner";

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
