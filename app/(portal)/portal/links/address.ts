export const SUB_IDS = ["sub1", "sub2", "sub3", "sub4", "sub5"] as const;
export type Wish = Readonly<Partial<Record<"url" | (typeof SUB_IDS)[number], string>>>;

/** A link's address that leads to another page or tells placements apart. What is empty is left out. */
export function addressOf(link: string, wish: Wish): string {
  const address = new URL(link);
  for (const name of ["url", ...SUB_IDS] as const) {
    const value = wish[name]?.trim() ?? "";
    if (value !== "") address.searchParams.set(name, value);
  }
  return address.href;
}
