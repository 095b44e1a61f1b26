import { availableParallelism } from "node:os";
import type { Scratch } from "../support/cluster";
import { line, ratio, verdict } from "../support/report";
import { median } from "../support/statistics";
import { end, measure, type Pressure, show, warmUp, withCrowds } from "./run";
import { CONNECTIONS, startOurs } from "./stage";

/** Two processes, PostgreSQL and the visitors each want a core of their own, and PostgreSQL most of a second one. */
const CORES_FOR_TWO = 5;
const AT_LEAST = 1.6;
/** Each of two has as many visitors at once as one has elsewhere: with half of them its groups would be half as large. */
const FOR_TWO: Pressure = { connections: 2 * CONNECTIONS };

/** Two processes behind one port beside one. */
export async function processes(scratch: Scratch, url: string): Promise<void> {
  // Processes on one database tell each other what they count, and the one must be alone.
  const other = await scratch.makeDatabase("two", new URL(url).pathname.slice(1));
  const pairs = await withCrowds({
    one: await startOurs(scratch, url),
    two: await startOurs(scratch, other, 2),
  });
  await warmUp(pairs);
  const rounds = await measure(pairs, () => FOR_TWO);
  await end(pairs);

  const [one, two] = [rounds.map((round) => round.one), rounds.map((round) => round.two)];
  line("", `${2 * CONNECTIONS} connections`);
  show("one process", one);
  show("two processes", two);
  const ratios = rounds.map((round) => round.two.perSecond / round.one.perSecond);
  const cores = availableParallelism();
  if (cores >= CORES_FOR_TWO)
    return verdict("redirects per second, two to one", ratios, { atLeast: AT_LEAST });
  ratio("redirects per second, two to one", ratios);
  line("", `limited by ${cores} cores, which one process, PostgreSQL and the visitors fill already`);
  // Where cores are not the limit, twice the processes do twice the work, less what each redirect costs more than before.
  verdict(
    "what two do on cores enough, to one",
    rounds.map((round) => (2 * round.one.serverUs) / round.two.serverUs),
    { atLeast: AT_LEAST },
  );
  const shared = median(one.map((run) => run.databaseUs)) / median(two.map((run) => run.databaseUs));
  ratio("what PostgreSQL does a second of one core, two to one", [shared]);
}
