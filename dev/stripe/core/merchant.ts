import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { noSuch } from "./failure";
import { Store } from "./store/store";
import type { Appointment, TableName, Tables } from "./store/tables";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SECOND_MS = 1_000;

export type Environment = {
  /** Epoch milliseconds of the sandbox. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Where a browser reaches the sandbox's pages, without a trailing slash. */
  pages(): string;
};

/**
 * One Stripe account: the one that an API key opens. Every key opens its own, so several brands can use one sandbox without
 * seeing each other.
 */
export class Merchant {
  readonly store = new Store();
  /** Set while a request is answered, and shown on the events it causes. */
  idempotencyKey: string | null = null;

  constructor(
    readonly id: string,
    readonly environment: Environment,
  ) {}

  /** Unix seconds. */
  get now(): number {
    return Math.floor(this.environment.now() / SECOND_MS);
  }

  /** An id in Stripe's manner: `tr_1a2B…`. */
  newId(prefix: string, length = 24): string {
    let id = prefix;
    for (let i = 0; i < length; i++) id += ALPHABET[Math.floor(this.environment.random() * ALPHABET.length)];
    return id;
  }

  /** The row with this id, or the answer Stripe gives when there is none. */
  need<K extends TableName>(table: K, id: string, param?: string, kind: string = table): Tables[K] {
    const row = this.store.get(table, id);
    if (row === undefined) throw noSuch(kind, id, param);
    return row;
  }

  put<K extends TableName>(table: K, row: Tables[K]): Tables[K] {
    return this.store.put(table, row);
  }

  /** Lets something happen by itself at a time in Unix seconds, instead of whatever of its kind was to happen to the same thing. */
  schedule(what: Appointment["what"], about: string, at: number): void {
    this.put("appointment", { id: `${what} ${about}`, at, what, about });
  }

  cancel(what: Appointment["what"], about: string): void {
    this.store.remove("appointment", `${what} ${about}`);
  }

  /** Tells what happened to `object`, as it is at this moment. */
  emit(type: Stripe.Event["type"], object: object, options: { about?: string; before?: object } = {}): void {
    const event = this.put("event", {
      id: this.newId("evt_"),
      object: "event",
      type,
      created: this.now,
      about: options.about ?? null,
      requestKey: this.idempotencyKey,
      data: { object, ...(options.before ? { previous_attributes: options.before } : {}) },
    });
    for (const endpoint of this.store.all("webhook_endpoint")) {
      if (endpoint.status !== "enabled" || endpoint.connect !== (event.about !== null)) continue;
      if (!endpoint.enabled_events.includes("*") && !endpoint.enabled_events.includes(type)) continue;
      const due = this.environment.now();
      const id = this.newId("dlv_", 16);
      this.put("delivery", { id, event: event.id, endpoint: endpoint.id, attempt: 1, due });
    }
  }
}

/** The account that a key opens: always the same for the same key. */
export function accountOfKey(key: string): string {
  const bytes = createHash("sha256").update(key).digest();
  return `acct_1${[...bytes.subarray(0, 15)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("")}`;
}
