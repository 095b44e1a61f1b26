"use server";

import { developers } from "@/app/_text/console/developers";
import type { Told } from "@/app/_ui/form/told";
import type { Effect } from "@/app/_ui/table/bulk/act";
import { attempt, field } from "../../_data/attempt";
import { forTicked } from "../../_data/ticked";

const { stripe: text } = developers;

export async function connectStripe(_before: Told, form: FormData): Promise<Told> {
  const secret = field(form, "webhookSecret");
  return attempt(async (call) => {
    await call.stripe.connectStripe({
      apiKey: field(form, "apiKey") ?? "",
      ...(secret === null ? {} : { webhookSecrets: [secret] }),
    });
    return text.connected;
  });
}

export async function checkStripe(): Promise<Told> {
  return attempt(async (call) => {
    const { id, name, mode } = await call.stripe.checkStripe();
    return text.checked(name ?? id, text.modes[mode]);
  });
}

export async function disconnectStripe(): Promise<Told> {
  return attempt(async (call) => {
    await call.stripe.disconnectStripe();
    return text.disconnected;
  });
}

export async function setAmounts(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.stripe.updateStripe({ keepsTax: form.has("tax"), keepsShipping: form.has("shipping") });
    return text.saved;
  });
}

export async function runInboxAgain(): Promise<Told> {
  return attempt(async (call) => text.againDone((await call.stripe.runStripeEventsAgain({})).again));
}

export async function effectOfRunning(ids: readonly string[]): Promise<Effect> {
  return { lines: [text.log.againEffect(ids.length)], possible: ids.length > 0 };
}

export async function runSomeAgain(_before: Told, form: FormData): Promise<Told> {
  return forTicked(form, (call, id) => call.stripe.runStripeEventsAgain({ ids: [id] }), text.log.againSome);
}
