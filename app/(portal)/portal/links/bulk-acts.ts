"use server";

import { portal } from "@/app/_text/portal/portal";
import type { Told } from "@/app/_ui/form/told";
import type { Effect } from "@/app/_ui/table/bulk/act";
import { eachTicked } from "@/app/(console)/_data/ticked";
import { attempt } from "../../_data/attempt";

const { links: text } = portal;

export async function effectOfPausing(ids: readonly string[]): Promise<Effect> {
  return { lines: [text.pauseEffect(ids.length)], possible: ids.length > 0 };
}

export async function effectOfResuming(ids: readonly string[]): Promise<Effect> {
  return { lines: [text.resumeEffect(ids.length)], possible: ids.length > 0 };
}

export async function pauseSome(_before: Told, form: FormData): Promise<Told> {
  return setSome(form, "paused", text.pausedSome);
}

export async function resumeSome(_before: Told, form: FormData): Promise<Told> {
  return setSome(form, "active", text.resumedSome);
}

function setSome(
  form: FormData,
  status: "active" | "paused",
  done: (count: number) => string,
): Promise<Told> {
  return attempt(({ call }) => eachTicked(form, (id) => call.links.updateLink({ id, status }), done));
}
