"use server";

import { keys as text } from "@/app/_text/keys";
import type { Told } from "@/app/_ui/form/told";
import { SCOPES } from "@/server/auth/scopes";
import { attempt, field } from "../../_data/attempt";
import { forTicked } from "../../_data/ticked";

export async function makeKey(_before: Told, form: FormData): Promise<Told> {
  const asked = form.getAll("scopes");
  const scopes = SCOPES.filter((scope) => asked.includes(scope));
  const kind = form.get("kind") === "publishable" ? "publishable" : "secret";
  return attempt(async (call) => {
    const { secret } = await call.apiKeys.createApiKey({
      name: field(form, "name") ?? "",
      kind,
      ...(kind === "secret" && scopes.length > 0 ? { scopes } : {}),
    });
    return { text: text.made, secret };
  });
}

export async function revokeSome(_before: Told, form: FormData): Promise<Told> {
  return forTicked(form, (call, id) => call.apiKeys.revokeApiKey({ id }), text.doneSome);
}

export async function revokeKey(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.apiKeys.revokeApiKey({ id: field(form, "id") ?? "" });
    return text.done;
  });
}
