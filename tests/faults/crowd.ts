import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { PERSON } from "../support/browser/person";

const RETRY_MS = 20;
const PAUSE_MS = 4;
const TIMEOUT_MS = 10_000;

/** What one request for a link came to. */
export type Visit = { status: number; location: string; cref: string | null };

/**
 * Visitors on connections that stay open, each following one link after the other. A connection that breaks is no fault while
 * the server is expected to be gone: the visitor tries again. Every other answer than a redirect is one.
 */
export class Crowd {
  /** The ids that visitors were sent on with. */
  readonly crefs: string[] = [];
  readonly faults: string[] = [];
  withoutCref = 0;
  retries = 0;
  /** Whether the server is there at the moment, as far as the trial knows. */
  serverIsUp = true;
  readonly #origin: string;
  readonly #codes: readonly string[];
  readonly #agent: Agent;
  #visitors: Promise<void>[] = [];
  #leaving = false;
  #visits = 0;

  constructor(origin: string, codes: readonly string[]) {
    this.#origin = origin;
    this.#codes = codes;
    this.#agent = new Agent({ keepAlive: true, timeout: TIMEOUT_MS });
  }

  arrive(visitors: number): void {
    this.#visitors = Array.from({ length: visitors }, () => this.#stroll());
  }

  async leave(): Promise<void> {
    this.#leaving = true;
    await Promise.all(this.#visitors);
    this.#agent.destroy();
  }

  /** Follows every link once, so that the server knows them all. */
  async visitAll(): Promise<void> {
    for (const code of this.#codes) await this.visit(code);
  }

  async visit(code: string): Promise<Visit> {
    const visit = await this.#request(code);
    if (visit.status !== 302) this.faults.push(`${code} answered ${visit.status}`);
    else if (visit.cref === null) this.withoutCref++;
    else this.crefs.push(visit.cref);
    return visit;
  }

  async #stroll(): Promise<void> {
    while (!this.#leaving) {
      const couldBeGone = !this.serverIsUp;
      try {
        await this.visit(this.#codes[this.#visits % this.#codes.length] ?? "");
        await sleep(PAUSE_MS);
      } catch (error) {
        if (couldBeGone || !this.serverIsUp) this.retries++;
        else this.faults.push(String(error));
        await sleep(RETRY_MS);
      }
    }
  }

  #request(code: string): Promise<Visit> {
    // Addresses of one visitor each, so that nobody meets the limit of one address.
    const visit = this.#visits++;
    const address = `10.${(visit >> 16) & 255}.${(visit >> 8) & 255}.${visit & 255}`;
    const headers = { "user-agent": PERSON, "x-forwarded-for": address };
    return new Promise((resolve, reject) => {
      const request = get(`${this.#origin}/r/${code}`, { agent: this.#agent, headers }, (reply) => {
        const location = reply.headers.location ?? "";
        const cref = location === "" ? null : new URL(location).searchParams.get("cref");
        reply.resume();
        // The headers are here, so the visitor has the address, whatever becomes of the rest.
        resolve({ status: reply.statusCode ?? 0, location, cref });
      });
      request.once("timeout", () => request.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      request.once("error", reject);
    });
  }
}
