"use server";

import { redirect } from "next/navigation";
import { developers } from "@/app/_text/console/developers";
import { portalSettings } from "@/app/_text/portal/settings";
import type { Told } from "@/app/_ui/form/told";
import { POSTBACK_TYPES } from "@/server/webhook/types";
import { attempt } from "../../_data/attempt";
import { textOf } from "../../_data/fields";
import type { Template } from "./request";

const { webhooks: words } = developers;

/** What is typed into the body of a GET, which has none, is left aside. */
function templateOf(form: FormData): Template {
  const url = textOf(form, "url");
  return form.get("method") === "POST"
    ? { url, method: "POST", body: textOf(form, "body") || null }
    : { url, method: "GET", body: null };
}

export async function addPostback(_before: Told, form: FormData): Promise<Told> {
  const asked = form.getAll("types");
  const types = POSTBACK_TYPES.filter((type) => asked.includes(type));
  return attempt(async ({ call }) => {
    const { secret } = await call.postbacks.createPostback({
      ...templateOf(form),
      ...(types.length > 0 ? { types } : {}),
    });
    return { text: portalSettings.postbacks.made, secret };
  });
}

/** Changes where a postback leads, what it sends and what it is told. */
export async function changePostback(_before: Told, form: FormData): Promise<Told> {
  const asked = form.getAll("types");
  const types = POSTBACK_TYPES.filter((type) => asked.includes(type));
  return attempt(async ({ call }) => {
    await call.postbacks.updatePostback({
      id: textOf(form, "id"),
      ...templateOf(form),
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
