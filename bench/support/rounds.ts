/** Runs every contender once a round, in turn, so that whatever slows the machine slows all of them. */
export async function interleave<Name extends string, Result>(
  contenders: Record<Name, () => Promise<Result>>,
  rounds: number,
): Promise<Record<Name, Result>[]> {
  const names = Object.keys(contenders) as Name[]; // the record's own keys
  const results: Record<Name, Result>[] = [];
  for (let round = 0; round < rounds; round++) {
    // The order turns with the rounds: the second to run finds the caches of the first.
    const order = round % 2 === 0 ? names : [...names].reverse();
    const result: Partial<Record<Name, Result>> = {};
    for (const name of order) result[name] = await contenders[name]();
    results.push(result as Record<Name, Result>); // every name was run
    process.stdout.write(`  round ${round + 1} of ${rounds}\r`);
  }
  return results;
}
