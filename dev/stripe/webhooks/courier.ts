import type { Merchant } from "../core/merchant";
import type { Delivery } from "../core/store/tables";
import { CURRENT_VERSION } from "../core/versions/versions";
import { eventIn } from "./events";
import { signatureOf } from "./signature";

/** A webhook on its way out. Resolves with the receiver's HTTP status; rejects when nobody answers. */
export type Deliver = (webhook: {
  url: string;
  payload: string;
  signature: string;
  type: string;
}) => Promise<number>;

/** How webhooks are sent, to see what a receiver makes of it. */
export type Manner = {
  order: "in_order" | "shuffled";
  /** Each webhook is sent between these many times. */
  copies: readonly [least: number, most: number];
  delayMs: number;
  /** From 0 to 1: how many are never sent at all. */
  lost: number;
};

export const PLAIN: Manner = { order: "in_order", copies: [1, 1], delayMs: 0, lost: 0 };

const SECOND_MS = 1_000;
/** What Stripe does when an endpoint does not answer 2xx: again and again, ever more seldom, for three days. */
const RETRY_AFTER_MS = [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 43_200, 43_200, 43_200, 43_200].map(
  (s) => s * SECOND_MS,
);
const MAX_ROUNDS = 1_000;

/** Sends the webhooks of one account. One at a time, as they come, unless its manner says otherwise. */
export class Courier {
  manner: Manner = PLAIN;
  #running: Promise<void> | null = null;

  constructor(
    readonly merchant: Merchant,
    readonly deliver: Deliver,
    readonly settle: () => void,
  ) {}

  /** When the next webhook is due, in milliseconds of the sandbox's clock; null when none waits. */
  nextDue(): number | null {
    const dues = [...this.merchant.store.all("delivery")].map((one) => one.due + this.manner.delayMs);
    return dues.length === 0 ? null : Math.min(...dues);
  }

  /** Sends all that is due, also what becomes due by it. */
  pump(): Promise<void> {
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #send(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const due = this.#due();
      if (due.length === 0) return;
      for (const delivery of due) await this.#carry(delivery);
    }
  }

  #due(): Delivery[] {
    const { environment, store } = this.merchant;
    const latest = environment.now() - this.manner.delayMs;
    const due = [...store.all("delivery")].filter((one) => one.due <= latest);
    if (this.manner.order === "in_order") return due;
    return due
      .map((one) => ({ one, rank: environment.random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ one }) => one);
  }

  async #carry(delivery: Delivery): Promise<void> {
    const { environment, store } = this.merchant;
    const [least, most] = this.manner.copies;
    const copies = least + Math.floor(environment.random() * (most - least + 1));
    const lost = delivery.attempt === 1 && environment.random() < this.manner.lost;
    let taken = lost;
    for (let copy = 0; copy < copies && !lost; copy++) taken = (await this.#attempt(delivery)) || taken;
    const wait = RETRY_AFTER_MS[delivery.attempt - 1];
    if (taken || wait === undefined) store.remove("delivery", delivery.id);
    else store.put("delivery", { ...delivery, attempt: delivery.attempt + 1, due: environment.now() + wait });
    this.settle();
  }

  async #attempt(delivery: Delivery): Promise<boolean> {
    const endpoint = this.merchant.store.get("webhook_endpoint", delivery.endpoint);
    const event = this.merchant.store.get("event", delivery.event);
    // An endpoint that was deleted meanwhile gets nothing more.
    if (!endpoint || !event) return true;
    const payload = JSON.stringify(
      eventIn(this.merchant, event, endpoint.api_version ?? CURRENT_VERSION),
      null,
      2,
    );
    const signature = signatureOf(payload, endpoint.secret, this.merchant.now);
    try {
      const status = await this.deliver({ url: endpoint.url, payload, signature, type: event.type });
      return status >= 200 && status < 300;
    } catch {
      // Nobody answered: Stripe counts that like a refusal and tries again.
      return false;
    }
  }
}
