"use server";

import { programDoors as text } from "@/app/_text/console/programs/doors";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../_data/attempt";

export async function setReward(_before: Told, form: FormData): Promise<Told> {
  const kind = kindOf(field(form, "kind"));
  const currency = kind === "amount" ? field(form, "currency") : null;
  const months = kind === "free_months" ? null : monthsOf(field(form, "lasts"), field(form, "months"));
  return attempt(async (call) => {
    await call.rewards.setReward({
      id: field(form, "id") ?? "",
      kind,
      value: field(form, "value") ?? "",
      ...(currency === null ? {} : { currency }),
      ...(months === null ? {} : { months }),
    });
    return text.reward.saved;
  });
}

export async function removeReward(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.rewards.removeReward({ id: field(form, "id") ?? "" });
    return text.reward.removed;
  });
}

export async function setIdentify(_before: Told, form: FormData): Promise<Told> {
  const chosen = field(form, "identifyAuth");
  return attempt(async (call) => {
    await call.programs.updateProgram({
      id: field(form, "id") ?? "",
      identifyAuth: chosen === "signed" || chosen === "server" ? chosen : "open",
    });
    return text.identify.saved;
  });
}

export async function showSecret(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const { secret } = await call.programs.getIdentifySecret({ id: field(form, "id") ?? "" });
    return { text: text.identify.shown, secret };
  });
}

export async function replaceSecret(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const { secret } = await call.programs.replaceIdentifySecret({ id: field(form, "id") ?? "" });
    return { text: text.identify.replaced, secret };
  });
}

function kindOf(chosen: string | null) {
  return chosen === "amount" || chosen === "free_months" ? chosen : "percent";
}

/** For how many months it comes off: null for the first payment alone, 0 always. What is no number the verb refuses. */
function monthsOf(lasts: string | null, months: string | null): number | null {
  if (lasts === "always") return 0;
  return lasts === "months" ? Number(months ?? Number.NaN) : null;
}
