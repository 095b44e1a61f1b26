import { setTimeout as sleep } from "node:timers/promises";
import { SERVER_ADMIN_KEY } from "../support/server/built-server";
import type { Stage } from "./stage";

const RETRY_MS = 50;
/** Between two sales of one shopper. */
const PAUSE_MS = 5;
const AT_ONCE = 4;
const REFUNDED = 0.2;

/** People who click, buy, and sometimes get their money back, whatever happens to the server: what fails is sent again. */
export class Shoppers {
  /** Events that the server has confirmed. */
  sales = 0;
  refunds = 0;
  #gone = false;
  readonly #work: Promise<void>[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly codes: readonly string[],
  ) {}

  arrive(): void {
    for (let n = 0; n < AT_ONCE; n++) this.#work.push(this.#shop(n));
  }

  async leave(): Promise<void> {
    this.#gone = true;
    await Promise.all(this.#work);
  }

  async #shop(shopper: number): Promise<void> {
    for (let n = 0; !this.#gone; n++) {
      const userId = `shopper-${shopper}-${n}`;
      const code = this.codes[n % this.codes.length];
      const { id: cref } = await this.#post("/clicks", { code });
      await this.#post("/attribution/identify", { cref, userId });
      const sale = {
        userId,
        type: "invoice_paid",
        value: "50.00",
        currency: "USD",
        externalId: `sale ${userId}`,
      };
      await this.#post("/attribution/events", sale);
      this.sales++;
      if (Math.random() < REFUNDED) {
        const refund = { userId, type: "refund", value: "20.00", currency: "USD", refundOf: sale.externalId };
        await this.#post("/attribution/events", { ...refund, externalId: `refund ${userId}` });
        this.refunds++;
      }
      await sleep(PAUSE_MS);
    }
  }

  /** Sends until it is answered. A refusal is a fault of the test. */
  async #post(path: string, body: object): Promise<{ id: string }> {
    for (;;) {
      const reply = await fetch(`${this.stage.server.origin}/api/v1${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      }).catch(() => null);
      if (reply?.ok) return (await reply.json()) as { id: string };
      if (reply && reply.status < 500) throw new Error(`POST ${path}: ${reply.status} ${await reply.text()}`);
      await sleep(RETRY_MS);
    }
  }
}
