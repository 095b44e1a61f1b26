/** A page's search parameters, each once. What stands twice counts as its first. */
export type Search = Readonly<Record<string, string>>;
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function searchOf(params: SearchParams): Promise<Search> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(await params)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined && first !== "") found[name] = first;
  }
  return found;
}

/** The address of a page with some of its parameters changed; null takes one away. */
export function addressWith(path: string, search: Search, change: Record<string, string | null>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  return query === "" ? path : `${path}?${query}`;
}
