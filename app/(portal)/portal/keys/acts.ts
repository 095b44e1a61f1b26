"use server";

import { keys as text } from "@/app/_text/keys";
import type { Told } from "@/app/_ui/form/told";
import { eachTicked } from "@/app/(console)/_data/ticked";
import { attempt } from "../../_data/attempt";
import { textOf } from "../../_data/fields";

export async function makeKey(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    const { secret } = await call.apiKeys.createApiKey({ name: textOf(form, "name"), kind: "partner" });
    return { text: text.made, secret };
  });
}

export async function revokeSome(_before: Told, form: FormData): Promise<Told> {
  return attempt(({ call }) => eachTicked(form, (id) => call.apiKeys.revokeApiKey({ id }), text.doneSome));
}

export async function revokeKey(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    await call.apiKeys.revokeApiKey({ id: textOf(form, "id") });
    return text.done;
  });
}
