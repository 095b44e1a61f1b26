import { sql } from "drizzle-orm";
import { check, customType, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { brandId, createdAt, id, instant } from "../columns";
import { brands } from "./brand";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Pictures that a brand shows: its logo, and what its partners may use. A few rows a brand. */
export const files = pgTable(
  "files",
  {
    brandId: brandId().references(() => brands.id),
    id: id(),
    kind: text("kind").$type<"logo" | "asset">().notNull(),
    name: text("name").notNull(),
    mediaType: text("media_type").$type<MediaType>().notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    content: bytes("content").notNull(),
    createdAt: createdAt(),
    createdBy: text("created_by").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex("files_logo").on(t.brandId).where(sql`${t.kind} = 'logo' and ${t.removedAt} is null`),
    // Serves finding a file by its address, which names no brand.
    uniqueIndex("files_id").on(t.id),
    check("files_kind_check", sql`${t.kind} in ('logo', 'asset')`),
  ],
);

export type MediaType = "image/png" | "image/jpeg" | "image/webp" | "image/gif";
