"use server";

import { payouts as text } from "@/app/_text/console/payouts";
import type { Told } from "@/app/_ui/form/told";
import { sumsOf } from "@/app/_ui/value/sums";
import { amountText } from "@/app/_ui/value/wire";
import { attempt, field } from "../_data/attempt";
import { brandSettings } from "../_data/brand";
import { paidAtOf } from "./paid-on";

const { acts } = text;
const missing: Told = { kind: "error", text: acts.missing };

export async function planPayouts(): Promise<Told> {
  return attempt(async (call) => {
    const { planned } = await call.payouts.runPayouts({ preview: false });
    const sums = sumsOf(planned.map((one) => one.amount));
    return text.run.done(planned.length, sums.map(amountText).join(", "));
  });
}

export async function confirmPayout(_before: Told, form: FormData): Promise<Told> {
  const reference = field(form, "reference");
  if (reference === null) return missing;
  const paidAt = paidAtOf(field(form, "paidOn"), (await brandSettings()).timeZone);
  return attempt(async (call) => {
    const when = paidAt === null ? {} : { paidAt };
    await call.payoutActs.confirmPayout({ id: idOf(form), reference, ...when });
    return acts.done.confirm;
  });
}

export async function releasePayout(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.payoutActs.releasePayout({ id: idOf(form) });
    return acts.done.release;
  });
}

export async function retryPayout(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.payoutActs.retryPayout({ id: idOf(form) });
    return acts.done.retry;
  });
}

export async function failPayout(_before: Told, form: FormData): Promise<Told> {
  const reason = field(form, "reason");
  if (reason === null) return missing;
  return attempt(async (call) => {
    await call.payoutActs.failPayout({ id: idOf(form), reason });
    return acts.done.fail;
  });
}

export async function returnPayout(_before: Told, form: FormData): Promise<Told> {
  const [amount, reason] = [field(form, "amount"), field(form, "reason")];
  if (amount === null || reason === null) return missing;
  return attempt(async (call) => {
    await call.payoutActs.returnPayout({ id: idOf(form), amount, reason });
    return acts.done.giveBack;
  });
}

export async function makeFile(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const rail = form.get("rail") === "wise_file" ? "wise_file" : "paypal_file";
    const made = await call.payoutFiles.makePayoutFile({ rail, currency: field(form, "currency") ?? "" });
    return text.files.made(made.rows, amountText(made.total));
  });
}

export async function confirmFile(_before: Told, form: FormData): Promise<Told> {
  const reference = field(form, "reference");
  if (reference === null) return missing;
  return attempt(async (call) => {
    await call.payoutFiles.confirmPayoutFile({ id: idOf(form), reference });
    return text.files.confirmed;
  });
}

function idOf(form: FormData): string {
  return field(form, "id") ?? "";
}
