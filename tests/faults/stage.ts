import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { text as readText } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@/server/platform/ids";
import { type BuiltServer, SERVER_ADMIN_KEY, startBuiltServer } from "../support/server/built-server";
import { Crowd } from "./crowd";

const LINKS = 10;
const DRAIN_LIMIT_MS = 60_000;
const POLL_MS = 50;
const METRICS_TOKEN = "a-token-of-the-fault-tests";

type Ready = {
  status: number;
  spool: { bytes: number; files: number; oldest: string | null; inUse: boolean };
};

type Link = { id: string; code: string };

/** A built server that can be killed and started again in its place, and the crowd before it. */
export class Stage {
  server: BuiltServer;
  readonly crowd: Crowd;
  readonly links: readonly Link[];
  readonly #env: Record<string, string>;

  private constructor(server: BuiltServer, env: Record<string, string>, links: readonly Link[]) {
    this.server = server;
    this.#env = env;
    this.links = links;
    this.crowd = new Crowd(
      server.origin,
      links.map(({ code }) => code),
    );
  }

  /** Starts a server and makes it some links, each of a partner of its own. */
  static async open(dataDir: string, more: Record<string, string> = {}): Promise<Stage> {
    const env = { TRUSTED_PROXIES: "127.0.0.1", METRICS_TOKEN, PRELOAD_PAGES: "off", ...more };
    const server = await startBuiltServer({ dataDir, env });
    await server.ready();
    const stage = new Stage(server, env, await makeLinks(server));
    await stage.crowd.visitAll();
    return stage;
  }

  /** Ends the server as a power cut does. What visitors have under way breaks off. */
  async kill(): Promise<void> {
    this.crowd.serverIsUp = false;
    this.server.process.kill("SIGKILL");
    await this.server.ended();
  }

  /** Starts it again in its place, and lets it get to know the links. */
  async restart(): Promise<void> {
    const { dataDir, port } = this.server;
    this.server = await startBuiltServer({ dataDir, port, env: this.#env });
    await this.server.ready();
    this.crowd.serverIsUp = true;
    await this.crowd.visitAll();
  }

  async ready(): Promise<Ready> {
    const { status, text } = await this.#ask("/ready");
    return { ...(JSON.parse(text) as Omit<Ready, "status">), status };
  }

  /** Resolves when every click is in the database. */
  async drained(): Promise<void> {
    const giveUp = Date.now() + DRAIN_LIMIT_MS;
    for (;;) {
      const { status, spool } = await this.ready();
      if (status === 200 && !spool.inUse && spool.bytes === 0) return;
      if (Date.now() > giveUp)
        throw new Error(
          `The spool still has ${JSON.stringify(spool)}. The server said:\n${this.server.output()}`,
        );
      await sleep(POLL_MS);
    }
  }

  async metric(name: string): Promise<number> {
    const { text } = await this.#ask("/metrics", { authorization: `Bearer ${METRICS_TOKEN}` });
    return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
  }

  async close(): Promise<void> {
    await this.crowd.leave();
    await this.server.end();
  }

  /** A server that is not there has mostly said why. */
  async #ask(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
    const { origin, process: child } = this.server;
    try {
      return await ask(origin + path, headers);
    } catch (error) {
      const how = `exit code ${child.exitCode}, signal ${child.signalCode}`;
      throw new Error(`${path} was not answered (${how}). The server said:\n${this.server.output()}`, {
        cause: error,
      });
    }
  }
}

/** Asks on a connection of its own: the server may just be closing one that has idled. */
async function ask(url: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const request = get(url, { agent: false, headers });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return { status: response.statusCode ?? 0, text: await readText(response) };
}

/** Calls the API as the administrator. */
export async function call<T>(server: BuiltServer, method: string, path: string, body: object): Promise<T> {
  const reply = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

async function makeLinks(server: BuiltServer): Promise<Link[]> {
  const slug = `p-${newId().toLowerCase()}`;
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const settings = { name: "Faults", slug, destinationUrl: "https://brand.example/", terms: { rules } };
  const program = await call<{ id: string }>(server, "POST", "/programs", settings);
  const links: Link[] = [];
  for (let index = 0; index < LINKS; index++) {
    const person = {
      name: "Partner",
      email: `${newId().toLowerCase()}@partners.test`,
      programIds: [program.id],
    };
    const partner = await call<{ id: string }>(server, "POST", "/partners", person);
    const link = { partnerId: partner.id, programId: program.id };
    links.push(await call<Link>(server, "POST", "/links", link));
  }
  return links;
}
