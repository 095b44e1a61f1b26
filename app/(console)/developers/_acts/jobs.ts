"use server";

import { developers } from "@/app/_text/console/developers";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../../_data/attempt";

const { jobs: text } = developers;

export async function runAgain(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.jobs.runJobAgain({ id: field(form, "id") ?? "" });
    return text.againDone;
  });
}

export async function tellAgain(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.jobs.tellChangeAgain({ id: field(form, "id") ?? "" });
    return text.told;
  });
}
