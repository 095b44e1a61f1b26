"use server";

import { profile as text } from "@/app/_text/profile";
import type { Told } from "@/app/_ui/form/told";
import { attempt } from "../_data/attempt";
import { signedIn } from "../_data/signed-in";

export async function saveMail(_before: Told, form: FormData): Promise<Told> {
  const { place } = await signedIn();
  return attempt(async (call) => {
    await call.memberMail.setMemberMail({ id: place.memberId, notices: form.has("notices") });
    return text.saved;
  });
}
