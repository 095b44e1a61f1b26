import { sql } from "drizzle-orm";
import { pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant } from "../columns";

/** Hosts of brands' own at which their links are answered. A few rows a brand; one brand at most has proved a host. */
export const domains = pgTable(
  "domains",
  {
    brandId: brandId(),
    id: id(),
    host: text("host").notNull(),
    token: text("token").notNull(),
    createdAt: createdAt(),
    checkedAt: instant("checked_at"),
    fault: text("fault").$type<DomainFault>(),
    verifiedAt: instant("verified_at"),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex("domains_named").on(t.brandId, t.host).where(sql`${t.removedAt} is null`),
    // One brand at most has proved a host.
    uniqueIndex("domains_verified")
      .on(t.host)
      .where(sql`${t.verifiedAt} is not null and ${t.removedAt} is null`),
  ],
);

/** Why a host is not proved: nothing to be found at either place, something else there, or a place that cannot be asked. */
export type DomainFault = "not_found" | "other_value" | "unreachable";
