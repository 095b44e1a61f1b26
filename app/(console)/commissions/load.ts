import type { Search } from "@/app/_ui/table/address";
import { presentCommission } from "@/server/api/operations/commissions/commission-schemas";
import { getCommission } from "@/server/commission/ledger/list";
import { why } from "@/server/payout/statements/why";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { brandSettings, programs } from "../_data/brand";
import { orNotFound } from "../_data/outcome";
import { namesIn, namesOf } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { commissionQuery } from "./search";

/** One page of the ledger, with the names beside it. */
export async function loadCommissions(search: Search) {
  const [{ call }, { timeZone }, all] = await Promise.all([signedIn(), brandSettings(), programs()]);
  const at = now();
  const page = await call.commissions.listCommissions(commissionQuery(search, timeZone, at));
  const { names, partnerName } = await namesIn(
    page.data.map((row) => row.partnerId),
    search,
  );
  const rows = page.data.map((row) => named(row, names, all));
  return { rows, next: page.nextCursor, timeZone, programs: all, partnerName, now: at };
}

/** One entry that no event earned, and why it is what it is; 404 where there is none. */
export async function loadUntraced(id: Id) {
  const [{ ctx }, { timeZone }, all] = await Promise.all([signedIn(), brandSettings(), programs()]);
  const entry = await orNotFound(getCommission(ctx, id));
  const names = await namesOf([entry.partnerId]);
  const row = named(presentCommission(entry), names, all);
  return { row, why: why(entry), timeZone, now: now() };
}

function named(
  entry: Presented,
  partners: ReadonlyMap<string, string>,
  all: readonly { id: string; name: string }[],
) {
  const program = all.find(({ id }) => id === entry.programId);
  return { ...entry, partnerName: partners.get(entry.partnerId) ?? "", programName: program?.name ?? "" };
}

type Presented = ReturnType<typeof presentCommission>;
export type CommissionRow = ReturnType<typeof named>;

/** What may be done with one entry now, with the effect of each act. */
export async function loadChoices(id: string) {
  const { call } = await signedIn();
  const preview = (action: "approve" | "reverse") =>
    call.decisionPreviews.previewDecisions({ action, ids: [id] });
  const [approve, reverse] = await Promise.all([preview("approve"), preview("reverse")]);
  return { approve, reverse };
}
