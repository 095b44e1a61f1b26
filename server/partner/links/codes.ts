import { randomInt } from "node:crypto";
import { AppError } from "@/server/platform/errors";

/** Without 0, 1, i, l and o, which people take for one another. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
const MADE_CHARACTERS = 8;
const MAX_ATTEMPTS = 5;

/**
 * Stores a thing under its code: the one that was wanted, or one made up. `insert` says whether the code was free.
 * 409 `code_taken` for a wanted code that is not.
 */
export async function underCode<T extends { code: string }>(
  wanted: string | undefined,
  make: (code: string) => T,
  insert: (thing: T) => Promise<boolean>,
): Promise<T> {
  if (wanted !== undefined) {
    const thing = make(wanted);
    if (await insert(thing)) return thing;
    throw new AppError("code_taken", `The code "${wanted}" is taken.`);
  }
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const thing = make(madeUp());
    if (await insert(thing)) return thing;
  }
  throw new Error(`${MAX_ATTEMPTS} random codes in a row were taken`);
}

function madeUp(): string {
  return Array.from({ length: MADE_CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
