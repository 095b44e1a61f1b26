import { expect } from "vitest";
import { idFromUuid } from "@/server/platform/ids";
import type { Ask } from "./postgres";
import type { Stage } from "./stage";

/** What a trial came to, for a person to read. */
export type Verdict = { clicks: number; crefs: number; withoutCref: number; retries: number };

/** Every redirect that carried a cref is one click row, exactly once; and every redirect was one. */
export async function checkLaw(stage: Stage, ask: Ask): Promise<Verdict> {
  await stage.crowd.leave();
  await stage.drained();
  const { crefs, faults, withoutCref, retries } = stage.crowd;
  const rows = await ask<{ id: string }>("select id from clicks");
  const stored = new Set(rows.map(({ id }) => idFromUuid(id)));
  expect(faults, stage.server.output()).toEqual([]);
  expect(new Set(crefs).size).toBe(crefs.length);
  expect(stored.size).toBe(rows.length);
  expect(crefs.filter((cref) => !stored.has(cref))).toEqual([]);
  return { clicks: rows.length, crefs: crefs.length, withoutCref, retries };
}
