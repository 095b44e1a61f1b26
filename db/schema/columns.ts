import { bigint, customType } from "drizzle-orm/pg-core";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

/** An id: ULID text in the code, 16 bytes in the database. `server/platform/postgres/sql.ts` maps every `uuid` on the wire, raw SQL included. */
export const ulid = customType<{ data: Id; driverData: string }>({ dataType: () => "uuid" });

/** An instant: epoch milliseconds in the code, `timestamptz` in the database, mapped on the wire like ids. */
export const instant = customType<{ data: Millis; driverData: number }>({ dataType: () => "timestamptz(3)" });

/** An amount in minor units of the currency beside it. */
export const minorUnits = (name: string) => bigint(name, { mode: "bigint" }).$type<Minor>();

export const brandId = () => ulid("brand_id").notNull();
export const id = () => ulid("id").notNull();
export const createdAt = () => instant("created_at").notNull();
