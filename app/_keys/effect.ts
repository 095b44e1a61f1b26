"use server";

import { keys as text } from "@/app/_text/keys";
import type { Effect } from "@/app/_ui/table/bulk/act";

export async function effectOfRevoking(ids: readonly string[]): Promise<Effect> {
  return { lines: [text.revokeSomeEffect(ids.length)], possible: ids.length > 0 };
}
