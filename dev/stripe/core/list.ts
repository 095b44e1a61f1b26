import type Stripe from "stripe";
import { invalid } from "./failure";
import type { Merchant } from "./merchant";
import type { Params } from "./params";
import type { TableName, Tables } from "./store/tables";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** One page of a table, newest first, with Stripe's cursors. */
export function page<K extends TableName>(
  merchant: Merchant,
  params: Params,
  from: { table: K; url: string; where?: (row: Tables[K]) => boolean },
): Stripe.ApiList<Tables[K]> {
  const limit = params.whole("limit") ?? DEFAULT_LIMIT;
  if (limit < 1 || limit > MAX_LIMIT) {
    throw invalid(`This value must be between 1 and ${MAX_LIMIT}.`, { param: "limit" });
  }
  const rows = [...merchant.store.all(from.table)].reverse().filter(from.where ?? (() => true));
  const after = params.text("starting_after");
  const before = params.text("ending_before");
  const position = (id: string, param: string): number => {
    const index = rows.findIndex((row) => row.id === id);
    if (index < 0) throw invalid(`No such object: '${id}'`, { param, code: "resource_missing" });
    return index;
  };
  if (before !== undefined) {
    const end = position(before, "ending_before");
    const start = Math.max(0, end - limit);
    return listOf(rows.slice(start, end), from.url, start > 0);
  }
  const start = after === undefined ? 0 : position(after, "starting_after") + 1;
  return listOf(rows.slice(start, start + limit), from.url, start + limit < rows.length);
}

export function listOf<T>(data: T[], url: string, hasMore = false): Stripe.ApiList<T> {
  return { object: "list", data, has_more: hasMore, url };
}

/** Stripe's filter by time: `created=1` or `created[gte]=1`. */
export function madeWithin(params: Params): (row: { created: number }) => boolean {
  if (!params.has("created")) return () => true;
  const bounds = params.child("created");
  if (!bounds) return () => true;
  const gte = bounds.whole("gte") ?? Number.NEGATIVE_INFINITY;
  const gt = bounds.whole("gt") ?? Number.NEGATIVE_INFINITY;
  const lte = bounds.whole("lte") ?? Number.POSITIVE_INFINITY;
  const lt = bounds.whole("lt") ?? Number.POSITIVE_INFINITY;
  return ({ created }) => created >= gte && created > gt && created <= lte && created < lt;
}

/** Metadata after an update: names are added or replaced, and an empty text takes one away. */
export function mergeMetadata(before: Record<string, string>, params: Params): Record<string, string> {
  const merged = { ...before, ...params.map("metadata") };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ""));
}
