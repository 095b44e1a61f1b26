/**
 * Does the same for each, one after another. What fails for one, say a brand whose key cannot be read, keeps none of the others from
 * its turn: it is thrown in the end, as an AggregateError that names the first cause.
 */
export async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const errors: unknown[] = [];
  for (const one of all) {
    try {
      results.push(await work(one));
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 0) return results;
  const [first] = errors;
  const cause = first instanceof Error ? first.message : String(first);
  throw new AggregateError(errors, `${errors.length} of ${all.length} failed: ${cause}`);
}
