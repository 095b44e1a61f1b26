"use server";

import { redirect } from "next/navigation";
import { developers } from "@/app/_text/console/developers";
import type { Told } from "@/app/_ui/form/told";
import type { Effect } from "@/app/_ui/table/bulk/act";
import { WEBHOOK_TYPES } from "@/server/webhook/types";
import { attempt, field } from "../../_data/attempt";
import type { Member } from "../../_data/signed-in";
import { forTicked } from "../../_data/ticked";
import { isPostback } from "../kind";

const { webhooks: text } = developers;

export async function addWebhook(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const { secret } = await call.webhooks.createWebhook(typedIn(form));
    return { text: text.made, secret };
  });
}

/** Changes where a webhook leads, what it is for and what it is told. */
export async function changeWebhook(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.webhooks.updateWebhook({ id: idOf(form), ...typedIn(form) });
    return text.changed;
  });
}

/** None ticked is all, those of later versions too. */
function typedIn(form: FormData) {
  const asked = form.getAll("types");
  const types = WEBHOOK_TYPES.filter((type) => asked.includes(type));
  return {
    url: field(form, "url") ?? "",
    description: field(form, "description") ?? "",
    types: types.length > 0 ? types : null,
  };
}

export async function sendTest(_before: Told, form: FormData): Promise<Told> {
  const id = idOf(form);
  return attempt(async (call) => {
    await (isPostback(form.get("kind"))
      ? call.postbacks.testPostback({ id })
      : call.webhooks.testWebhook({ id }));
    return text.tested;
  });
}

export async function setStatus(_before: Told, form: FormData): Promise<Told> {
  const status = form.get("status") === "paused" ? "paused" : "active";
  const input = { id: idOf(form), status } as const;
  return attempt(async (call) => {
    await (isPostback(form.get("kind"))
      ? call.postbacks.updatePostback(input)
      : call.webhooks.updateWebhook(input));
    return status === "paused" ? text.paused_ : text.resumed;
  });
}

export async function rotateSecret(_before: Told, form: FormData): Promise<Told> {
  const id = idOf(form);
  return attempt(async (call) => {
    const { secret } = isPostback(form.get("kind"))
      ? await call.postbacks.rotatePostbackSecret({ id })
      : await call.webhooks.rotateWebhookSecret({ id });
    return { text: text.rotated, secret };
  });
}

export async function removeReceiver(_before: Told, form: FormData): Promise<Told> {
  const id = idOf(form);
  return attempt(async (call) => {
    await (isPostback(form.get("kind"))
      ? call.postbacks.deletePostback({ id })
      : call.webhooks.deleteWebhook({ id }));
    redirect("/developers/webhooks");
  });
}

export async function redeliver(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await sendAgain(call, form, idOf(form));
    return text.againDone;
  });
}

export async function effectOfSendingAgain(ids: readonly string[]): Promise<Effect> {
  return { lines: [text.againEffect(ids.length)], possible: ids.length > 0 };
}

export async function redeliverSome(_before: Told, form: FormData): Promise<Told> {
  return forTicked(form, (call, id) => sendAgain(call, form, id), text.againSome);
}

function sendAgain(call: Member["call"], form: FormData, id: string): Promise<unknown> {
  return isPostback(form.get("kind"))
    ? call.postbackDeliveries.redeliverPostback({ id })
    : call.webhookDeliveries.redeliverWebhook({ id });
}

function idOf(form: FormData): string {
  return field(form, "id") ?? "";
}
