"use server";

import { redirect } from "next/navigation";
import { credit as text } from "@/app/_text/console/credit";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../_data/attempt";
import { decisionIn } from "../_data/decision";

/** Credits an event by hand, and leads to it. */
export async function creditByHand(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const decision = decisionIn(form);
    const place = { partnerId: field(form, "partnerId") ?? "", programId: field(form, "programId") ?? "" };
    await call.credits.creditEvent({ ...decision, ...place });
    redirect(`/events/${decision.id}`);
  });
}

export async function takeCreditBack(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.credits.uncreditEvent(decisionIn(form));
    return text.takenBack;
  });
}
