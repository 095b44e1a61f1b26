"use server";

import { payouts } from "@/app/_text/console/payouts";
import { table } from "@/app/_text/table";
import type { Told } from "@/app/_ui/form/told";
import type { Effect } from "@/app/_ui/table/bulk/act";
import { sumsOf } from "@/app/_ui/value/sums";
import { amountText } from "@/app/_ui/value/wire";
import { attempt, field } from "../_data/attempt";
import { brandSettings } from "../_data/brand";
import { namesOf } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { paidAtOf } from "./paid-on";

const { acts } = payouts;
const { together: text } = acts;
const MOST_REFUSALS_SHOWN = 5;

/** What marking these as paid would do, and why it cannot be done with some of them, each by itself. */
export async function effectOfConfirming(ids: readonly string[]): Promise<Effect> {
  const { call } = await signedIn();
  const { results } = await call.payoutsTogether.previewConfirmations({ action: "confirm", ids: [...ids] });
  const paid = results.flatMap(({ ok, payout }) => (ok && payout ? payout : []));
  const partners = new Set(paid.map((one) => one.partnerId)).size;
  const sums = sumsOf(paid.map((one) => one.amount)).map(amountText);
  return {
    lines: [
      paid.length > 0 ? text.effect(paid.length, partners, sums.join(", ")) : text.nothing,
      ...(await refusals(results)),
    ],
    possible: paid.length > 0,
  };
}

type Result = {
  id: string;
  ok: boolean;
  message?: string | undefined;
  payout?: { partnerId: string } | undefined;
};

async function refusals(results: readonly Result[]): Promise<string[]> {
  const refused = results.filter((one) => !one.ok);
  const shown = refused.slice(0, MOST_REFUSALS_SHOWN);
  const names = await namesOf(shown.flatMap(({ payout }) => payout?.partnerId ?? []));
  const lines = shown.map(({ id, payout, message = "" }) =>
    text.refused(names.get(payout?.partnerId ?? "") ?? id, message),
  );
  const more = refused.length - shown.length;
  return more > 0 ? [...lines, text.more(more)] : lines;
}

/** Marks the ticked payouts as paid, and says what refused the others. */
export async function confirmSome(_before: Told, form: FormData): Promise<Told> {
  const reference = field(form, "reference");
  if (reference === null) return { kind: "error", text: acts.missing };
  const paidAt = paidAtOf(field(form, "paidOn"), (await brandSettings()).timeZone);
  const ids = form.getAll("ids").map(String);
  return attempt(async (call) => {
    const when = paidAt === null ? {} : { paidAt };
    const { results } = await call.payoutsTogether.confirmPayouts({
      action: "confirm",
      ids,
      reference,
      ...when,
    });
    const refused = results.filter((one) => !one.ok);
    const done = text.done(results.length - refused.length);
    const why = [...new Set(refused.map((one) => one.message))].join(" ");
    return refused.length === 0 ? done : table.some(done, refused.length, why);
  });
}
