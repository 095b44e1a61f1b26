import { serveParent } from "../support/child";
import { closedLoop } from "./closed";
import { openLoop } from "./open";
import { type Summary, summaryOf } from "./pace";
import { makeRequests } from "./requests";

/** A run of visits, asked for by the measurement. */
export type Visits = { port: number; durationMs: number } & ({ connections: number } | { perSecond: number });
export type Visited = Summary | { error: string };

/** The visitors have a process of their own, so that they do not take the measurement's time or give it theirs. */
const requests = makeRequests({
  links: Number(process.env["LINKS"]),
  addresses: Number(process.env["ADDRESSES"]),
  firstAddress: Number(process.env["FIRST_ADDRESS"]),
});

async function run(visits: Visits): Promise<Visited> {
  try {
    const pace =
      "connections" in visits
        ? await closedLoop(visits.port, requests, visits)
        : await openLoop(visits.port, requests, visits);
    return summaryOf(pace);
  } catch (error) {
    return { error: String(error) };
  }
}

serveParent({}, async () => undefined, run);
