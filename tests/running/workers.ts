import { execFile } from "node:child_process";
import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { BuiltServer } from "../support/server/built-server";

/** The numbers of the processes that answer for the server. */
export async function workersOf({ process: { pid } }: BuiltServer): Promise<number[]> {
  const { stdout } = await promisify(execFile)("pgrep", ["-P", String(pid), "-f", "server.mjs"]);
  return stdout.trim().split("\n").map(Number).sort();
}

/** Between two requests of a client. Without it they would take the processor from the processes that are to begin. */
const REST_MS = 2;

/** Clients that ask one thing after another on kept-alive connections until they are told to stop. */
export function clients(
  url: string,
  count: number,
): { answered(): number; stop(): Promise<{ answered: number; failures: string[] }> } {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const failures: string[] = [];
  let answered = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    while (!stopped) {
      await sleep(REST_MS);
      const outcome = await statusOf(url, agent).catch(String);
      if (outcome === 200 || outcome === 302) answered++;
      else failures.push(String(outcome));
    }
  };
  const working = Array.from({ length: count }, work);
  return {
    answered: () => answered,
    async stop() {
      stopped = true;
      await Promise.all(working);
      agent.destroy();
      return { answered, failures };
    },
  };
}

let visitor = 0;

/** Each comes from another visitor behind a proxy. Without an agent, each request comes on a connection of its own. */
export function statusOf(url: string, agent: Agent | false = false): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    visitor++;
    const headers = { "x-forwarded-for": `10.${visitor >> 16}.${(visitor >> 8) & 255}.${visitor & 255}` };
    const request = get(url, { agent, headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode));
    });
    request.once("error", reject);
  });
}
