import { cache } from "react";
import { partnerNames } from "@/server/report/trace";
import { signedIn } from "./signed-in";

const load = cache(async (ids: string): Promise<ReadonlyMap<string, string>> => {
  return ids === "" ? new Map() : partnerNames((await signedIn()).ctx, ids.split(" "));
});

/** What these partners are called. */
export function namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return load([...new Set(ids)].sort().join(" "));
}
