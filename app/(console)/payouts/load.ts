import type { Search } from "@/app/_ui/table/address";
import { brandSettings } from "../_data/brand";
import { namesIn, namesOf } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { payoutQuery } from "./search";

/** One page of payouts, with their partners' names. */
export async function loadPayouts(search: Search) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const page = await call.payouts.listPayouts(payoutQuery(search, timeZone));
  const { names, partnerName } = await namesIn(
    page.data.map((row) => row.partnerId),
    search,
  );
  const rows = page.data.map((row) => ({ ...row, partnerName: names.get(row.partnerId) ?? row.partnerId }));
  return { rows, next: page.nextCursor, timeZone, partnerName };
}

export type PayoutRow = Awaited<ReturnType<typeof loadPayouts>>["rows"][number];

/** What a run would plan now, and what it would leave, with names. */
export async function loadRun() {
  const { call } = await signedIn();
  const { planned, carriedForward } = await call.payouts.runPayouts({ preview: true });
  const names = await namesOf([...planned, ...carriedForward].map((one) => one.partnerId));
  const named = <T extends { partnerId: string }>(of: readonly T[]) =>
    of.map((one) => ({ ...one, partnerName: names.get(one.partnerId) ?? one.partnerId }));
  return { planned: named(planned), carried: named(carriedForward) };
}

export type Run = Awaited<ReturnType<typeof loadRun>>;
