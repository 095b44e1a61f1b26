"use server";

import { terms } from "@/app/_text/console/programs/terms";
import { dateText } from "@/app/_ui/value/moment";
import { moneyText } from "@/app/_ui/value/money";
import { termsBody } from "@/server/api/operations/programs/terms-schemas";
import { sharedServer } from "@/server/api/services";
import { EXAMPLE_MONTHS, type Example, examplesOf, type Sum } from "@/server/commission/example";
import { isCurrency } from "@/server/money/currency";
import { now } from "@/server/platform/clock";
import { readTerms } from "@/server/program/terms/terms-input";
import { isInstallOpen } from "@/server/setup/install";
import { signedIn } from "../../_data/signed-in";
import { bodyOf, type TermsDraft } from "../draft";
import { problemLines } from "../problems";

/** Sentences: examples, or what is wrong. */
export type Told = { ok: boolean; lines: string[] };

const { example: text } = terms;

export async function tellExample(draft: TermsDraft, currency: string, timeZone: string): Promise<Told> {
  await memberOrInstaller();
  try {
    const input = termsBody.safeParse(bodyOf(draft));
    if (!input.success) {
      return {
        ok: false,
        lines: problemLines(
          input.error.issues.map(({ path, message }) => ({ path: path.join("."), reason: message })),
        ),
      };
    }
    const at = now();
    const content = readTerms(input.data, [], "");
    const version = { ...content, id: "example", programId: "example", effectiveFrom: at, createdAt: at };
    const program = { id: "example", currency: isCurrency(currency) ? currency : "USD", timeZone };
    const lines = examplesOf(version, program, at).flatMap((one) => linesOf(one, timeZone));
    return { ok: true, lines };
  } catch (error) {
    return { ok: false, lines: problemLines(error) };
  }
}

/** Whoever installs has nobody to sign in as yet. */
async function memberOrInstaller(): Promise<void> {
  const { services, api } = await sharedServer();
  const brandId = await api.gate.homeBrand();
  if (brandId && (await isInstallOpen(services, brandId))) return;
  await signedIn();
}

function linesOf(example: Example, timeZone: string): string[] {
  const { eventType, value, first, availableAt, earning, total } = example;
  const what = terms.events[eventType ?? ""] ?? (eventType ?? "").replaceAll("_", " ");
  if (eventType === "click") return [text.click(amounts(first))];
  if (earning === 0) return [text.nothing(what)];
  const worth = value === null ? null : amounts([value]);
  return [
    first.length === 0
      ? text.later(what)
      : text.first(what, worth, amounts(first), dateText(availableAt, timeZone)),
    ...(worth === null || eventType === null
      ? []
      : [text.total(worth, EXAMPLE_MONTHS, earning, amounts(total))]),
  ];
}

function amounts(of: readonly Sum[]): string {
  return of.map(({ amount, currency }) => moneyText(amount, currency)).join(" + ");
}
