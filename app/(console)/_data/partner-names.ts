import { cache } from "react";
import type { Search } from "@/app/_ui/table/address";
import { partnerNames } from "@/server/report/history/trace";
import { signedIn } from "./signed-in";

const load = cache(async (ids: string): Promise<ReadonlyMap<string, string>> => {
  return ids === "" ? new Map() : partnerNames((await signedIn()).ctx, ids.split(" "));
});

/** What these partners are called. */
export function namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return load([...new Set(ids)].sort().join(" "));
}

/** The names of the partners in a list, and of the one to whom its address narrows it, if it does. */
export async function namesIn(ids: readonly string[], { partnerId }: Search) {
  const names = await namesOf(partnerId ? [...ids, partnerId] : ids);
  return { names, partnerName: partnerId ? (names.get(partnerId) ?? partnerId) : "" };
}

/** Rows that are about several partners, with their names. */
export async function withPartners<Row extends { partnerIds: readonly string[] }>(
  rows: readonly Row[],
  search: Search,
) {
  const { names, partnerName } = await namesIn(
    rows.flatMap((row) => row.partnerIds),
    search,
  );
  const named = rows.map((row) => ({
    ...row,
    partners: row.partnerIds.map((id) => ({ id, name: names.get(id) ?? "" })),
  }));
  return { rows: named, partnerName };
}
