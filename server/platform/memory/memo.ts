import { Recent } from "./recent";

/** A pure function that remembers what it gave for the keys asked lately. Bounded, because keys come from visitors. */
export function memo<V extends NonNullable<unknown>>(
  make: (key: string) => V,
  maxEntries: number,
): (key: string) => V {
  const known = new Recent<V>(maxEntries);
  return (key) => {
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
