"use server";

import { partnerPayment as text } from "@/app/_text/console/partner-payment";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../../_data/attempt";

const RAILS = ["auto", "stripe_connect", "manual", "paypal_file", "wise_file"] as const;

/** Sets how the partner is paid; empty is the brand's usual way, and the partner's own address. */
export async function setPayment(_before: Told, form: FormData): Promise<Told> {
  const chosen = field(form, "rail");
  return attempt(async (call) => {
    await call.payoutMethods.setPayoutMethod({
      id: field(form, "id") ?? "",
      rail: RAILS.find((rail) => rail === chosen) ?? null,
      recipient: field(form, "recipient"),
      instructions: field(form, "instructions"),
    });
    return text.saved;
  });
}

export async function makeOnboardingLink(_before: Told, form: FormData): Promise<Told> {
  const country = field(form, "country");
  return attempt(async (call) => {
    const id = field(form, "id") ?? "";
    const { url } = await call.partnerConnect.connectPartner({
      id,
      ...(country === null ? {} : { country }),
    });
    return { text: text.madeLink, secret: url };
  });
}
