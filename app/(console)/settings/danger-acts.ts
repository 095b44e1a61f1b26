"use server";

import { danger as text } from "@/app/_text/console/danger";
import type { Told } from "@/app/_ui/form/told";
import { attempt } from "../_data/attempt";

export async function pauseAllLinks(): Promise<Told> {
  return attempt(async (call) => {
    await call.safety.pauseLinks();
    return text.pause.done;
  });
}

export async function resumeAllLinks(): Promise<Told> {
  return attempt(async (call) => {
    await call.safety.resumeLinks();
    return text.pause.resumed;
  });
}

export async function signEverybodyOut(): Promise<Told> {
  return attempt(async (call) => text.signOut.done(await call.safety.signOutMembers()));
}

export async function revokeAllKeys(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const ofPartners = form.get("ofPartners") === "on";
    const { revoked } = await call.safety.revokeApiKeys({ ofPartners });
    return text.keys.done(revoked);
  });
}
