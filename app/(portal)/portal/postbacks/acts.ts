"use server";

import { redirect } from "next/navigation";
import { developers } from "@/app/_text/console/developers";
import { portalSettings } from "@/app/_text/portal/settings";
import type { Told } from "@/app/_ui/form/told";
import { POSTBACK_TYPES } from "@/server/webhook/types";
import { attempt } from "../../_data/attempt";
import { textOf } from "../../_data/fields";

const { webhooks: words } = developers;

export async function addPostback(_before: Told, form: FormData): Promise<Told> {
  const asked = form.getAll("types");
  const types = POSTBACK_TYPES.filter((type) => asked.includes(type));
  return attempt(async ({ call }) => {
    const { secret } = await call.postbacks.createPostback({
      url: textOf(form, "url"),
      ...(types.length > 0 ? { types } : {}),
    });
    return { text: portalSettings.postbacks.made, secret };
  });
}

/** Changes where a postback leads and what it is told. */
export async function changePostback(_before: Told, form: FormData): Promise<Told> {
  const asked = form.getAll("types");
  const types = POSTBACK_TYPES.filter((type) => asked.includes(type));
  return attempt(async ({ call }) => {
    await call.postbacks.updatePostback({
      id: textOf(form, "id"),
      url: textOf(form, "url"),
      types: types.length > 0 ? types : ["commission.created"],
    });
    return portalSettings.postbacks.changed;
  });
}

/** Shows the new secret this once; the old one signs too for a day. */
export async function newSecret(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    const { secret } = await call.postbacks.rotatePostbackSecret({ id: textOf(form, "id") });
    return { text: words.rotated, secret };
  });
}

export async function sendTest(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    await call.postbacks.testPostback({ id: textOf(form, "id") });
    return words.tested;
  });
}

/** Pauses a postback, or starts it again. */
export async function setStatus(_before: Told, form: FormData): Promise<Told> {
  const status = textOf(form, "status") === "paused" ? "paused" : "active";
  return attempt(async ({ call }) => {
    await call.postbacks.updatePostback({ id: textOf(form, "id"), status });
    return status === "paused" ? words.paused_ : words.resumed;
  });
}

export async function removePostback(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    await call.postbacks.deletePostback({ id: textOf(form, "id") });
    redirect("/portal/postbacks");
  });
}

export async function sendAgain(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    await call.postbackDeliveries.redeliverPostback({ id: textOf(form, "id") });
    return words.againDone;
  });
}
