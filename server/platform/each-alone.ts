import { AppError } from "./errors";
import type { Id } from "./ids";

/** What came of one of several. */
export type Alone<Done> = { id: Id; ok: true; done: Done } | { id: Id; ok: false; error: AppError };

/** Does the same with each, one after the other: one that is refused stops none of the others. */
export async function eachAlone<Done>(
  ids: readonly Id[],
  work: (id: Id) => Promise<Done>,
): Promise<Alone<Done>[]> {
  const results: Alone<Done>[] = [];
  for (const id of ids) results.push(await attempt(id, work));
  return results;
}

async function attempt<Done>(id: Id, work: (id: Id) => Promise<Done>): Promise<Alone<Done>> {
  try {
    return { id, ok: true, done: await work(id) };
  } catch (error) {
    if (error instanceof AppError) return { id, ok: false, error };
    throw error;
  }
}
