"use server";

import { redirect } from "next/navigation";
import { programs as text } from "@/app/_text/console/programs/programs";
import type { Told } from "@/app/_ui/form/told";
import { dayOf, startOfDay } from "@/server/program/terms/calendar";
import { attempt, field } from "../_data/attempt";
import { brandSettings } from "../_data/brand";
import { bodyOf } from "./draft";
import { draftField } from "./draft-field";

/** Makes a program with its first terms, and leads to it. */
export async function createProgram(_before: Told, form: FormData): Promise<Told> {
  const { currency } = await brandSettings();
  return attempt(async (call) => {
    const { id } = await call.programs.createProgram({
      name: field(form, "name") ?? "",
      slug: field(form, "slug") ?? "",
      destinationUrl: field(form, "destinationUrl") ?? "",
      currency: field(form, "currency") ?? currency,
      terms: bodyOf(draftField(form, currency)),
    });
    redirect(`/programs/${id}`);
  });
}

/** Changes settings. If past events may earn something else under them, the page shows how deriving goes on. */
export async function updateProgram(_before: Told, form: FormData): Promise<Told> {
  const id = field(form, "id") ?? "";
  return attempt(async (call) => {
    const program = await call.programs.getProgram({ id });
    const { timeZone } = program;
    const day = (name: "startsAt" | "endsAt"): string | number | null => {
      const [chosen, known] = [field(form, name), program[name]];
      if (chosen === null) return null;
      // A day that nobody touched keeps its hour.
      return known !== null && dayOf(Date.parse(known), timeZone) === chosen
        ? known
        : startOfDay(chosen, timeZone);
    };
    const { jobId } = await call.programs.updateProgram({
      id,
      name: field(form, "name") ?? "",
      slug: field(form, "slug") ?? "",
      destinationUrl: field(form, "destinationUrl") ?? "",
      allowedDomains: (field(form, "allowedDomains") ?? "").split(/\s+/).filter((one) => one !== ""),
      timeZone: field(form, "timeZone") ?? timeZone,
      startsAt: day("startsAt"),
      endsAt: day("endsAt"),
      status: form.get("status") === "paused" ? "paused" : "active",
      commissionApproval: form.get("commissionApproval") === "manual" ? "manual" : "auto",
      couponPriority: couponPriority(field(form, "couponPriority")),
      cookies: form.has("cookies"),
      allowSelfReferral: form.has("allowSelfReferral"),
    });
    return jobId ? text.savedRederives : text.saved;
  });
}

export async function cancelJob(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.rederivations.cancelJob({ id: field(form, "id") ?? "" });
    return text.job.canceled;
  });
}

export async function setSignup(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.applications.updateSignup({
      id: field(form, "id") ?? "",
      policy: policyOf(field(form, "policy")),
    });
    return text.saved;
  });
}

function couponPriority(chosen: string | null) {
  return chosen === "coupon" || chosen === "click" ? chosen : "last_touch";
}

function policyOf(chosen: string | null) {
  return chosen === "automatic" || chosen === "review" ? chosen : "off";
}
