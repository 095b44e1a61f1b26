"use server";

import { redirect } from "next/navigation";
import { portal } from "@/app/_text/portal/portal";
import type { Told } from "@/app/_ui/form/told";
import { attempt } from "../../_data/attempt";
import { textOf } from "../../_data/fields";

const RAILS = ["auto", "stripe_connect", "manual", "paypal_file", "wise_file"] as const;

/** Takes another way to be paid, with what it needs. */
export async function chooseWay(_before: Told, form: FormData): Promise<Told> {
  const rail = RAILS.find((one) => one === form.get("rail")) ?? null;
  // Each way has fields of its own, and only those of the chosen one are meant.
  const recipient = textOf(form, `recipient_${rail ?? "usual"}`);
  const instructions = form.get(`instructions_${rail ?? "usual"}`);
  return attempt(async ({ call, place }) => {
    await call.payoutMethods.setPayoutMethod({
      id: place.partnerId,
      rail,
      recipient: recipient === "" ? null : recipient,
      ...(typeof instructions === "string" ? { instructions: instructions.trim() || null } : {}),
    });
    return portal.payouts.how.changed;
  });
}

/** Leads to Stripe, which asks for what it needs to pay the partner, and back here. */
export async function setUpStripe(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call, ctx, place }) => {
    const here = `${ctx.services.appUrl}/portal/payouts`;
    const country = form.get("country");
    const { url } = await call.partnerConnect.connectPartner({
      id: place.partnerId,
      ...(typeof country === "string" && country !== "" ? { country } : {}),
      returnUrl: here,
      refreshUrl: here,
    });
    redirect(url);
  });
}
