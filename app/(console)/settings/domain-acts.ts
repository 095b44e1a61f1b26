"use server";

import { redirect } from "next/navigation";
import { settings } from "@/app/_text/console/settings";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../_data/attempt";

const { domains: text } = settings;

/** Leads to what shows that the host is the brand's. */
export async function addDomain(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const { id } = await call.domains.addDomain({ host: field(form, "host") ?? "" });
    redirect(`/settings/domains?open=${id}`);
  });
}

/** Looks for the record or the file. Not finding either is no fault of the asking: the page tells what was found. */
export async function verifyDomain(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const { status, fault } = await call.domains.verifyDomain({ id: field(form, "id") ?? "" });
    return status === "verified" ? text.verifyDone : text.faults[fault ?? "not_found"];
  });
}

export async function removeDomain(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.domains.removeDomain({ id: field(form, "id") ?? "" });
    return text.removed;
  });
}
