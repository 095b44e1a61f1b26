import { randomInt } from "node:crypto";
import { randomFrom } from "@/server/demo/history/random";
import { answer, type Reply } from "./core/answer";
import { keepAppointment, nextAppointment } from "./core/appointments";
import { invalid, type StripeFailure, unauthorized } from "./core/failure";
import { type Asked, type Fault, Faults } from "./core/faults";
import { accountOfKey, type Environment, Merchant } from "./core/merchant";
import { routerOf } from "./core/router";
import { forgetful, type Journal } from "./core/store/journal";
import { CURRENT_VERSION } from "./core/versions/versions";
import { routes } from "./routes";
import { Courier, type Deliver } from "./webhooks/courier";

export type SandboxOptions = {
  /** Epoch milliseconds; the computer's clock unless told. */
  clock?: () => number;
  /** Moves that clock ahead, in milliseconds. */
  move?: (ms: number) => void;
  /** The same seed and the same requests give the same ids. */
  seed?: number;
  journal?: Journal;
  deliver?: Deliver;
  /** Decides for each request what goes wrong with it, before the faults that were ordered are looked at. */
  fault?: (asked: Asked) => Fault | null;
  /** Where a browser reaches the sandbox's pages. */
  pages?: () => string;
};

/** One request of a client that speaks HTTP. Header names are in lower case. */
export type Incoming = {
  method: string;
  path: string;
  query: string;
  header(name: string): string | null;
  body: string;
};
export type Outgoing = { status: number; headers: Record<string, string>; body: string } | null;

const MAX_SEED = 2 ** 31;
const SECOND_MS = 1_000;
/** Bounds what one look at the clock can cause: 100 years of a daily subscription are 36,500. */
const MAX_APPOINTMENTS = 100_000;

/** A stand-in for Stripe that keeps its state: what was made, moved and told can be asked for again. */
export class Sandbox {
  readonly faults = new Faults();
  readonly environment: Environment;
  readonly #accounts = new Map<string, { merchant: Merchant; courier: Courier }>();
  readonly #route = routerOf(routes);
  readonly #journal: Journal;
  readonly #random: { next(): number };
  readonly #clock: () => number;
  /** The time of what is happening by itself, which may have been due before the clock was looked at. */
  #at: number | null = null;

  constructor(readonly options: SandboxOptions = {}) {
    this.#random = randomFrom(options.seed ?? randomInt(MAX_SEED));
    this.#clock = options.clock ?? Date.now;
    this.#journal = options.journal ?? forgetful;
    this.environment = {
      now: () => this.#at ?? this.#clock(),
      random: () => this.#random.next(),
      pages: options.pages ?? (() => "http://sandbox.invalid"),
    };
    this.#journal.load((account) => this.#open(account).merchant.store);
  }

  /** The account that an API key opens. */
  account(apiKey: string): Merchant {
    return this.#open(accountOfKey(apiKey)).merchant;
  }

  /** The account with this id, if any key ever opened it. */
  accountById(id: string): Merchant | undefined {
    return this.#accounts.get(id)?.merchant;
  }

  /** Who sends the webhooks of the account that an API key opens. */
  courier(apiKey: string): Courier {
    return this.#open(accountOfKey(apiKey)).courier;
  }

  courierOf(merchant: Merchant): Courier {
    return this.#open(merchant.id).courier;
  }

  merchants(): Merchant[] {
    return [...this.#accounts.values()].map(({ merchant }) => merchant);
  }

  /** Lets time pass: on the clock that was given, if whoever gave it knows how to move it. */
  advance(ms: number): void {
    if (!this.options.move) throw invalid("This sandbox's clock cannot be moved.");
    this.options.move(ms);
    this.tick();
  }

  couriers(): Courier[] {
    return [...this.#accounts.values()].map(({ courier }) => courier);
  }

  /** Changes an account outside a request, as a person's click on one of the sandbox's pages does. */
  change<T>(merchant: Merchant, work: () => T): T {
    try {
      const result = work();
      this.#settle(merchant);
      return result;
    } catch (error) {
      merchant.store.rollback();
      throw error;
    }
  }

  /** Lets everything happen that is due by now, each thing at its own time: renewals, ends of trials, late refunds. */
  tick(): void {
    for (const { merchant } of this.#accounts.values()) this.#tick(merchant);
  }

  #tick(merchant: Merchant): void {
    const until = this.#clock() / SECOND_MS;
    for (let kept = 0; kept < MAX_APPOINTMENTS; kept++) {
      const next = nextAppointment(merchant, until);
      if (!next) return;
      this.#at = next.at * SECOND_MS;
      try {
        this.change(merchant, () => keepAppointment(merchant, next));
      } finally {
        this.#at = null;
      }
    }
  }

  /** Sends every webhook that is due. */
  async pump(): Promise<void> {
    await Promise.all(this.couriers().map((courier) => courier.pump()));
  }

  /** For `Stripe.createFetchHttpClient(sandbox.fetch)`: the official SDK on the sandbox without a network. */
  readonly fetch = async (
    input: string | URL | globalThis.Request,
    init: RequestInit = {},
  ): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const reply = await this.handle({
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      header: (name) => request.headers.get(name),
      body: typeof init.body === "string" ? init.body : await request.text(),
    });
    if (!reply) throw new TypeError("fetch failed");
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  };

  /** Answers one request; null where the connection breaks. */
  async handle(incoming: Incoming): Promise<Outgoing> {
    const key = keyOf(incoming.header("authorization"));
    if (!/^(sk|rk)_test_./.test(key)) return this.#outgoing(refusalOf(unauthorized(key)));
    const { merchant } = this.#open(accountOfKey(key));
    this.#tick(merchant);
    const { method, path, query, body } = incoming;
    const idempotencyKey = incoming.header("idempotency-key");
    const asked: Asked = { method, path: path.replace(/^\/v1/, ""), idempotencyKey, body };
    const fault = this.options.fault?.(asked) ?? this.faults.next(asked);
    const reply = await answer({
      merchant,
      request: {
        method,
        path,
        query,
        body,
        idempotencyKey,
        version: incoming.header("stripe-version") ?? CURRENT_VERSION,
      },
      route: this.#route(method, path),
      fault,
      settle: (changed) => this.#settle(changed),
    });
    return this.#outgoing(reply);
  }

  #outgoing(reply: Reply): Outgoing {
    if (!reply) return null;
    const id = `req_${Math.floor(this.#random.next() * 2 ** 48).toString(36)}`;
    return {
      status: reply.status,
      headers: {
        "content-type": "application/json",
        "request-id": id,
        ...(reply.replayed ? { "idempotent-replayed": "true" } : {}),
      },
      body: reply.body,
    };
  }

  #open(id: string): { merchant: Merchant; courier: Courier } {
    const known = this.#accounts.get(id);
    if (known) return known;
    const merchant = new Merchant(id, this.environment);
    const deliver = this.options.deliver ?? (() => Promise.reject(new Error("nobody carries webhooks")));
    const courier = new Courier(merchant, deliver, () => this.#settle(merchant));
    const opened = { merchant, courier };
    this.#accounts.set(id, opened);
    return opened;
  }

  #settle(merchant: Merchant): void {
    this.#journal.write(merchant.id, merchant.store.commit());
  }
}

export function openSandbox(options: SandboxOptions = {}): Sandbox {
  return new Sandbox(options);
}

/** The key of a request: as bearer token, or as the user name of basic authentication as in `curl -u key:`. */
function keyOf(authorization: string | null): string {
  const [scheme = "", value = ""] = (authorization ?? "").split(" ");
  if (scheme.toLowerCase() !== "basic") return value;
  return Buffer.from(value, "base64").toString("utf8").split(":")[0] ?? "";
}

function refusalOf({ status, body }: StripeFailure): Reply {
  return { status, body: JSON.stringify({ error: body }), replayed: false };
}
