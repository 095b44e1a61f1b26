"use server";

import { portalSettings } from "@/app/_text/portal/settings";
import type { Told } from "@/app/_ui/form/told";
import { attempt } from "../../_data/attempt";
import { textOf } from "../../_data/fields";

const { keys: text } = portalSettings;

export async function makeKey(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    const { secret } = await call.apiKeys.createApiKey({ name: textOf(form, "name"), kind: "partner" });
    return { text: text.made, secret };
  });
}

export async function revokeKey(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    await call.apiKeys.revokeApiKey({ id: textOf(form, "id") });
    return text.done;
  });
}
