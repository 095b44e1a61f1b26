import { Resolver, lookup as systemLookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { type AddressRange, mayReach } from "./addresses";
import { exchange } from "./exchange";
import { type Answer, type Call, type CallFault, faultOf, Refused } from "./faults";
import { hostOf, outboundProblem } from "./url";

/** The one way to call an address that a user typed. */
export type Outbound = {
  /** What keeps this address from being called, for whoever types it; null when nothing does. */
  problemOf(url: string): string | null;
  /** Calls it, without following redirects. What the other side does wrong is an answer too: this never rejects. */
  call(call: Call): Promise<Answer>;
  /** The TXT records of a name, each as one text; none where there are none. Null when nobody could be asked. */
  texts(name: string): Promise<string[] | null>;
  close(): void;
};

export type OutboundOptions = {
  /** Ranges that are not public and may be called all the same. */
  allowed: readonly AddressRange[];
  /** From the first look-up to the reply's last byte. */
  timeoutMs?: number;
  /** All addresses of a name. The system's resolver unless said. */
  resolve?: (host: string) => Promise<string[]>;
  /** The TXT records of a name, each in its pieces. The system's name servers unless said. */
  resolveTexts?: (name: string) => Promise<string[][]>;
};

const TIMEOUT_MS = 15_000;
const nameServers = new Resolver({ timeout: 2_500, tries: 2 });
const MAX_SOCKETS_PER_HOST = 64;
const MAX_IDLE_SOCKETS = 256;
const IDLE_SOCKET_MS = 10_000;

/**
 * The address is looked up and checked where the connection is made, so what was checked is what is connected to, and a name that
 * answers differently the next time gains nothing. A connection that is kept for the next call was checked when it was made.
 */
export function openOutbound({
  allowed,
  timeoutMs = TIMEOUT_MS,
  resolve = resolveAll,
  resolveTexts = (name) => nameServers.resolveTxt(name),
}: OutboundOptions): Outbound {
  const options = {
    keepAlive: true,
    maxSockets: MAX_SOCKETS_PER_HOST,
    maxFreeSockets: MAX_IDLE_SOCKETS,
    timeout: IDLE_SOCKET_MS,
  };
  const agents = { "http:": new http.Agent(options), "https:": new https.Agent(options) };
  const guarded = guardedLookup(allowed, resolve);

  async function call(wanted: Call): Promise<Answer> {
    const startedAt = performance.now();
    const elapsed = () => Math.round(performance.now() - startedAt);
    try {
      const url = checkedUrl(wanted.url, allowed);
      const agent = url.protocol === "https:" ? agents["https:"] : agents["http:"];
      const reply = await exchange({ call: wanted, url, agent, lookup: guarded, timeoutMs });
      return { reply, fault: null, durationMs: elapsed() };
    } catch (error) {
      return { reply: null, fault: faultOf(error), durationMs: elapsed() };
    }
  }

  return {
    problemOf: (url) => outboundProblem(url, allowed),
    call,
    texts: (name) =>
      resolveTexts(name).then(
        (records) => records.map((pieces) => pieces.join("")),
        (error: unknown) => (isAbsent(error) ? [] : null),
      ),
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** A host that is an address is never looked up, so it is judged here. */
function checkedUrl(written: string, allowed: readonly AddressRange[]): URL {
  if (!URL.canParse(written)) throw new Refused("invalid_url");
  const url = new URL(written);
  const host = hostOf(url);
  if (isIP(host) !== 0 && !mayReach(host, allowed)) throw new Refused("blocked_address");
  if (outboundProblem(written, allowed) !== null) throw new Refused("invalid_url");
  return url;
}

/** One address that is not public refuses the whole name: no honest name mixes them. */
function guardedLookup(
  allowed: readonly AddressRange[],
  resolve: (host: string) => Promise<string[]>,
): http.RequestOptions["lookup"] {
  return (host, options, done) => {
    const refuse = (fault: CallFault): void => done(new Refused(fault), "", 0);
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) refuse("dns_failed");
        else if (!addresses.every((address) => mayReach(address, allowed))) refuse("blocked_address");
        else if (options.all) done(null, addresses.map(withFamily));
        else done(null, first, isIP(first));
      },
      () => refuse("dns_failed"),
    );
  };
}

function withFamily(address: string): { address: string; family: number } {
  return { address, family: isIP(address) };
}

/** Whether a name server said that there is no such name, or no such record. */
function isAbsent(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ENOTFOUND" || code === "ENODATA";
}

async function resolveAll(host: string): Promise<string[]> {
  const found = await systemLookup(host, { all: true });
  return found.map(({ address }) => address);
}
