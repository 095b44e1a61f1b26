import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";
import { linkClicks } from "@/server/report/figures/link-clicks";
import { programs, signedIn } from "../../_data/signed-in";

export const PATH = "/portal/links";
const PAGE = 20;
const MOST_COUPONS = 100;
const STATUSES = ["active", "paused"] as const;

/** One page of the partner's links, newest first, their coupons, the programs they are in, and those that links can be made for. */
export async function loadLinks(search: Search) {
  const { call, ctx, place } = await signedIn();
  const [cursor, program] = [search["cursor"], search["programId"]].map((one) => parseId(one ?? ""));
  const status = STATUSES.find((one) => one === search["status"]);
  const [links, clicks, coupons, all] = await Promise.all([
    call.links.listLinks({
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
      ...(program ? { programId: program } : {}),
      ...(status ? { status } : {}),
    }),
    linkClicks(ctx, { partnerId: place.partnerId }),
    call.coupons.listCoupons({ limit: MOST_COUPONS }),
    programs(),
  ]);
  const named = <T extends { programId: string }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, program: all.find(({ id }) => id === row.programId) ?? null }));
  return {
    links: named(links.data).map((row) => ({ ...row, clicks: clicks.get(row.id) ?? 0 })),
    next: links.nextCursor,
    coupons: named(coupons.data),
    programs: all,
    active: all.filter((one) => one.status === "active"),
  };
}

export type PortalLink = Awaited<ReturnType<typeof loadLinks>>["links"][number];
export type PortalCoupon = Awaited<ReturnType<typeof loadLinks>>["coupons"][number];
