import type { Merchant } from "../merchant";
import { OLDER_SHAPES } from "./older-shapes";

/** The API version whose shapes the SDK's types describe, and in which the sandbox keeps everything. */
export const CURRENT_VERSION = "2026-10-28.endive";

/** The reply in the shapes of an older version. Versions compare as their dates do, which begin them. */
export function inVersion(reply: object, version: string, merchant: Merchant): object {
  const due = OLDER_SHAPES.filter(({ before }) => version < before);
  return due.length === 0 ? reply : (older(reply, due, merchant) as object);
}

function older(value: unknown, changes: typeof OLDER_SHAPES, merchant: Merchant): unknown {
  if (Array.isArray(value)) return value.map((one) => older(one, changes, merchant));
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([field, one]) => [field, older(one, changes, merchant)]),
  );
  return changes.reduce((object, { shapes }) => {
    const name = object["object"];
    const shape = typeof name === "string" ? shapes[name] : undefined;
    return shape ? shape(object, merchant) : object;
  }, inner);
}
