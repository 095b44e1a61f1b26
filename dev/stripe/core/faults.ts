/**
 * Something that goes wrong with one request.
 *
 * - `no_answer`: the connection breaks, before or after the request took effect.
 * - `status`: 429 and 409 come before any effect. 500 comes after it when `afterEffect`, and is kept for the request's
 *   idempotency key as Stripe keeps it; 502 and 503 are a gateway's and are not kept.
 * - `slow`: the answer takes that long, and its idempotency key is in use meanwhile.
 */
export type Fault =
  | { kind: "no_answer"; afterEffect: boolean }
  | { kind: "status"; status: 409 | 429 | 500 | 502 | 503; afterEffect?: boolean }
  | { kind: "slow"; ms: number };

/** Which requests a fault meets. `path` is the beginning of the path, below `/v1`. */
export type FaultRule = {
  fault: Fault;
  method?: string | undefined;
  path?: string | undefined;
  /** How many matching requests go well first. */
  skip?: number | undefined;
  /** How many meet the fault; 1 unless told. */
  times?: number | undefined;
};

export type Asked = { method: string; path: string; idempotencyKey: string | null; body: string };

/** The faults that were ordered, each until it is used up. */
export class Faults {
  #rules: { rule: FaultRule; skip: number; left: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, skip: rule.skip ?? 0, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#rules = [];
  }

  list(): (FaultRule & { left: number })[] {
    return this.#rules.map(({ rule, left }) => ({ ...rule, left }));
  }

  /** The fault this request meets, which is then used up once more. */
  next(asked: Asked): Fault | null {
    for (const order of this.#rules) {
      const { method, path } = order.rule;
      if (method !== undefined && method !== asked.method) continue;
      if (path !== undefined && !asked.path.startsWith(path)) continue;
      if (order.skip > 0) {
        order.skip--;
        continue;
      }
      order.left--;
      this.#rules = this.#rules.filter(({ left }) => left > 0);
      return order.rule.fault;
    }
    return null;
  }
}
