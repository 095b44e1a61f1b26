"use server";

import { redirect } from "next/navigation";
import type { Told } from "@/app/_ui/told";
import { attempt } from "../../_data/attempt";

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
