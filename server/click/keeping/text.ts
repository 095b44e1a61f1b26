/** Characters of what a visitor's browser sends that are kept with a click; the rest is cut off. */
export const MAX_URL_CHARACTERS = 2_048;
export const MAX_USER_AGENT_CHARACTERS = 512;
export const MAX_PARAMETER_CHARACTERS = 255;

const STORABLE = /^[\x20-\x7e]*$/;
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The text as PostgreSQL can hold it: cut to length, without NUL and lone surrogates. Null when nothing is left. */
export function kept(text: string | null | undefined, maxCharacters: number): string | null {
  if (!text) return null;
  // Cutting first, so that a pair cut in two loses its other half as well.
  const cut = text.slice(0, maxCharacters);
  return STORABLE.test(cut) ? cut : cut.replace(UNSTORABLE, "") || null;
}
