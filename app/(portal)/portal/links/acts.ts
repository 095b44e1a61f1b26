"use server";

import { portal } from "@/app/_text/portal/portal";
import type { Told } from "@/app/_ui/form/told";
import { attempt } from "../../_data/attempt";
import { textOf } from "../../_data/fields";

/** Makes a link of the partner's own. */
export async function makeLink(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call, place }) => {
    const code = textOf(form, "code");
    await call.links.createLink({
      partnerId: place.partnerId,
      programId: textOf(form, "programId"),
      destinationUrl: textOf(form, "destinationUrl") || null,
      ...(code === "" ? {} : { code }),
    });
    return portal.links.made;
  });
}

/** Pauses a link, or starts it again. */
export async function setLink(_before: Told, form: FormData): Promise<Told> {
  return attempt(async ({ call }) => {
    const status = textOf(form, "status") === "paused" ? "paused" : "active";
    await call.links.updateLink({ id: textOf(form, "id"), status });
    return status === "paused" ? portal.links.paused : portal.links.resumed;
  });
}
