const BY_NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/**
 * Whether this names a time zone of the IANA database. Bare offsets are none: they know no daylight saving, and PostgreSQL
 * reads their sign the other way round.
 */
export function isTimeZone(name: string): boolean {
  if (!BY_NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    // Intl has no way to ask; it throws a RangeError for a name it does not know.
    return false;
  }
}
