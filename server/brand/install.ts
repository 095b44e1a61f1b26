import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { installBrand } from "./store";

const HOME_SLUG = "home";
const HOME_NAME = "My brand";

/** The one brand of a self-hosted installation, made at its first start. Any number of processes may start together. */
export function ensureHomeBrand(database: Database): Promise<Id> {
  return installBrand(database, { id: newId(), slug: HOME_SLUG, name: HOME_NAME, createdAt: now() });
}
