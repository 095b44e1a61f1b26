"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { terms as text } from "@/app/_text/console/programs/terms";
import { without } from "@/app/_ui/value/sums";
import { amountText, type WireMoney } from "@/app/_ui/value/wire";
import { startOfDay } from "@/server/program/terms/calendar";
import { namesOf } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { bodyOf, type TermsDraft } from "./draft";
import { problemLines } from "./problems";

const MOST_SHOWN = 20;

/** Terms that somebody wants to be in force. `day`: local to the program; null is from now on. */
export type Proposal = { programId: string; draft: TermsDraft; day: string | null };

export type Effect = {
  token: string;
  events: number;
  changed: number;
  ledger: WireMoney[];
  /** Those whose sums differ most; `more` is how many others there are. */
  partners: { key: string; name: string; before: string; after: string; difference: string }[];
  more: number;
};

export type Answer =
  | { kind: "applied" }
  | { kind: "effect"; effect: Effect }
  | { kind: "wrong"; lines: string[] };

/** Makes the new version; one for a day that was chosen is shown first, and made once it comes with the token of what was shown. */
export async function proposeTerms(
  { programId, draft, day }: Proposal,
  token: string | null,
): Promise<Answer> {
  const { call } = await signedIn();
  if (day !== null && !z.iso.date().safeParse(day).success) {
    return { kind: "wrong", lines: [text.change.dayMissing] };
  }
  try {
    const { timeZone } = await call.programs.getProgram({ id: programId });
    const from = day === null ? {} : { effectiveFrom: startOfDay(day, timeZone) };
    const input = { id: programId, ...bodyOf(draft), ...from };
    const reply = await call.terms.addTerms(
      day !== null && token === null
        ? { ...input, preview: "true" }
        : { ...input, ...(token === null ? {} : { previewToken: token }) },
    );
    if ("previewToken" in reply) return { kind: "effect", effect: await effectOf(reply) };
    revalidatePath("/", "layout");
    return { kind: "applied" };
  } catch (error) {
    return { kind: "wrong", lines: problemLines(error) };
  }
}

type Preview = {
  previewToken: string;
  events: number;
  changed: number;
  byPartner: { partnerId: string; before: WireMoney; after: WireMoney }[];
  ledgerDelta: WireMoney[];
};

async function effectOf({ previewToken, events, changed, byPartner, ledgerDelta }: Preview): Promise<Effect> {
  const differing = byPartner
    .filter(({ before, after }) => before.minor !== after.minor)
    .sort((a, b) => (size(a) === size(b) ? 0 : size(a) < size(b) ? 1 : -1));
  const shown = differing.slice(0, MOST_SHOWN);
  const names = await namesOf(shown.map((one) => one.partnerId));
  return {
    token: previewToken,
    events,
    changed,
    ledger: ledgerDelta.filter((one) => one.minor !== 0),
    partners: shown.map(({ partnerId, before, after }) => ({
      key: `${partnerId}${before.currency}`,
      name: names.get(partnerId) ?? partnerId,
      before: amountText(before),
      after: amountText(after),
      difference: amountText(without(after, before)),
    })),
    more: differing.length - shown.length,
  };
}

/** How much somebody's earnings change, up or down. */
function size({ before, after }: Preview["byPartner"][number]): bigint {
  const { minor } = without(after, before);
  return minor < 0n ? -minor : minor;
}
