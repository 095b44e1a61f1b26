import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";
import { programs, signedIn } from "../../_data/signed-in";

export const PATH = "/portal/links";
const PAGE = 20;
const MOST_COUPONS = 100;

/** One page of the partner's links, newest first, their coupons, and the programs that links can be made for. */
export async function loadLinks(search: Search) {
  const { call } = await signedIn();
  const cursor = parseId(search["cursor"] ?? "");
  const [links, coupons, all] = await Promise.all([
    call.links.listLinks({ limit: PAGE, ...(cursor ? { cursor } : {}) }),
    call.coupons.listCoupons({ limit: MOST_COUPONS }),
    programs(),
  ]);
  const named = <T extends { programId: string }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, program: all.find(({ id }) => id === row.programId) ?? null }));
  return {
    links: named(links.data),
    next: links.nextCursor,
    coupons: named(coupons.data),
    programs: all.filter(({ status }) => status === "active"),
  };
}

export type PortalLink = Awaited<ReturnType<typeof loadLinks>>["links"][number];
