/**
 * What a process has once. Next bundles each page and route apart, so a process holds a module several times, and what it keeps in a
 * variable as often.
 */
export function ofProcess<T>(name: string, make: () => T): T {
  const all = globalThis as Record<symbol, unknown>;
  const key = Symbol.for(`openpartner.${name}`);
  all[key] ??= make();
  // Nobody else has this name.
  return all[key] as T;
}
