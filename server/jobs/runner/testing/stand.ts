import type { Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type Millis, setClock } from "@/server/platform/clock";
import { makeWorld, type World } from "@/tests/support/world";
import { type Embedded, openEmbedded } from "../embedded";

/** What tests of the runner stand on: a database without runs, and a clock that stands still until it is moved. */
export class Stand {
  time: Millis = 0;
  /** What functions did, in order. */
  done: string[] = [];
  /** What a function is told to do in its turn. */
  faults: (() => void)[] = [];

  constructor(readonly world: World) {}

  note(what: string): string {
    this.faults.shift()?.();
    this.done.push(what);
    return what;
  }

  /** One process that runs these functions. */
  open(make: (inngest: Inngest) => ReturnType<Inngest["createFunction"]>[]): Embedded {
    return openEmbedded(this.world.services, ({ inngest }) => make(inngest));
  }

  runs() {
    return this.world.database.asSystem(
      "run jobs",
      (sql) => sql<{ state: string; attempt: number; reason: string | null; dueAt: number }[]>`
        select state, attempt, reason, due_at as "dueAt" from job_runs order by id`,
    );
  }

  async states(): Promise<string[]> {
    return (await this.runs()).map(({ state }) => state);
  }

  wait(ms: Millis): void {
    this.time += ms;
  }
}

/** A stand for the tests of this file; each finds it as new. */
export function useStand(): () => Stand {
  let world: World;
  let stand: Stand;
  let restore: () => void;
  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.drop());
  beforeEach(async () => {
    await world.database.sql`truncate job_runs, job_steps, job_schedule`;
    stand = new Stand(world);
    stand.time = Date.parse("2026-05-04T10:00:30Z");
    restore = setClock(() => stand.time);
  });
  afterEach(() => restore());
  return () => stand;
}
