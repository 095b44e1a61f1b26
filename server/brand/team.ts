import type { Tx } from "@/server/platform/postgres/database";
import { loadBrand, loadTeam } from "./store";

/** Who is told what the brand must know: its owners and admins; where there are none yet, its support address. */
export async function teamAddresses(tx: Tx): Promise<string[]> {
  const team = await loadTeam(tx);
  if (team.length > 0) return team;
  const { supportEmail } = await loadBrand(tx);
  return supportEmail === null ? [] : [supportEmail];
}
