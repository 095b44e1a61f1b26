export type Search = Promise<Record<string, string | string[] | undefined>>;

/** `?commission=<id>`; null when absent. What is no id of a commission is told apart later. */
export async function commissionIn(search: Search): Promise<string | null> {
  const { commission } = await search;
  return (Array.isArray(commission) ? commission[0] : commission) ?? null;
}

export function traceAddress(commissionId: string): string {
  return `/demo?commission=${commissionId}`;
}
