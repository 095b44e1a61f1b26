const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SKEW_MS = 864e5;

/**
 * The click id in `text`, in capitals, or null when it is none. A click id (cref) is a ULID: 26 characters of
 * Crockford's alphabet (digits and letters without I, L, O and U), the first at most 7, in either case.
 */
export const parseCref = (text: string | null | undefined): string | null =>
  text && /^[0-7][^\WILOU_]{25}$/i.test(text) ? text.toUpperCase() : null;

/** When the click happened, in milliseconds since 1970: the first ten characters of a ULID are its time. */
export const crefTime = (cref: string): number => {
  let time = 0;
  for (const character of cref.slice(0, 10)) time = time * 32 + CROCKFORD.indexOf(character);
  return time;
};

/**
 * The latest click among `crefs`, which stand in order of trust: address, cookie, storage.
 *
 * A click further down the list wins only if it is later, and not from the future: an invented id that claims the year
 * 9999 would otherwise keep its place for ever. A day is allowed for clocks that are wrong.
 */
export const latestCref = (crefs: readonly (string | null | undefined)[], now: number): string | null =>
  // Ids in capitals sort by their time.
  crefs.reduce<string | null>(
    (latest, cref) =>
      cref && (!latest || (cref > latest && crefTime(cref) < now + SKEW_MS)) ? cref : latest,
    null,
  );
