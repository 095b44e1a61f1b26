"use server";

import { portalSettings } from "@/app/_text/portal/settings";
import type { Told } from "@/app/_ui/form/told";
import { attempt } from "../../_data/attempt";
import { textOf } from "../../_data/fields";

const { profile: text } = portalSettings;

export async function saveName(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call, place }) => {
    await call.partners.updatePartner({ id: place.partnerId, name: textOf(form, "name") });
    return text.saved;
  });
}

export async function saveMail(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call, place }) => {
    const wanted = { payouts: form.has("payouts"), notices: form.has("notices") };
    await call.partners.setPartnerMail({ id: place.partnerId, ...wanted });
    return text.saved;
  });
}
