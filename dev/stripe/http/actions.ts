import { endSubscription } from "../billing/renew";
import { setReadiness } from "../connect/accounts";
import { book } from "../connect/purses";
import { reverse } from "../connect/reversals";
import { invalid } from "../core/failure";
import type { Fault } from "../core/faults";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { closeDispute, openDispute } from "../payments/disputes";
import { refund } from "../payments/refunds";
import type { Sandbox } from "../sandbox";
import { PLAIN } from "../webhooks/courier";

const SECOND_MS = 1_000;
const STATUSES = { 409: 409, 429: 429, 500: 500, 502: 502, 503: 503 } as const;

/** What a person or a test can make happen from outside, by name: by a button of the overview or `POST /_sandbox/<name>`. */
export const ACTIONS: Readonly<
  Record<string, (at: { sandbox: Sandbox; merchant: Merchant; sent: Params }) => void>
> = {
  /** `seconds`: lets that much time pass, and everything happen that falls into it. */
  clock: ({ sandbox, sent }) => sandbox.advance(sent.amount("seconds") * SECOND_MS),
  /** `amount`, `currency`: puts money into the brand's balance. */
  funds: ({ merchant, sent }) =>
    void book(merchant, {
      amount: sent.amount("amount"),
      currency: sent.currency(),
      source: "topup",
      type: "topup",
    }),
  /** `id`, `to`: sets how far a connected account is. */
  account: ({ merchant, sent }) => {
    const to = sent.oneOf("to", ["new", "ready", "restricted", "rejected"]);
    if (to) setReadiness(merchant, sent.needText("id"), to);
  },
  /** `charge`, `amount?`, `inquiry?` */
  dispute: ({ merchant, sent }) => {
    const amount = sent.whole("amount");
    const inquiry = sent.flag("inquiry") ?? false;
    openDispute(merchant, sent.needText("charge"), { inquiry, ...(amount === undefined ? {} : { amount }) });
  },
  /** `id`, `end`: won or lost. */
  dispute_end: ({ merchant, sent }) =>
    void closeDispute(merchant, sent.needText("id"), sent.oneOf("end", ["won", "lost"]) ?? "lost"),
  /** `charge`, `amount?` */
  refund: ({ merchant, sent }) =>
    void refund(merchant, sent.needText("charge"), { amount: sent.whole("amount") }),
  /** `id`, `amount?`: takes a transfer back. */
  reverse: ({ merchant, sent }) => void reverse(merchant, sent.needText("id"), sent.whole("amount")),
  /** `id` */
  cancel: ({ merchant, sent }) => void endSubscription(merchant, sent.needText("id")),
  /** `kind`, `status?`, `ms?`, `after?`, `path?`, `method?`, `times?`, `skip?` */
  fault: ({ sandbox, sent }) =>
    sandbox.faults.add({
      fault: faultOf(sent),
      path: sent.text("path"),
      method: sent.text("method"),
      times: sent.whole("times"),
      skip: sent.whole("skip"),
    }),
  no_faults: ({ sandbox }) => sandbox.faults.clear(),
  /** `order`, `least`, `most`, `delay`, `lost`: how webhooks are sent from now on. */
  webhooks: ({ sandbox, merchant, sent }) => {
    const least = sent.whole("least") ?? 1;
    sandbox.courierOf(merchant).manner = {
      order: sent.oneOf("order", ["in_order", "shuffled"]) ?? PLAIN.order,
      copies: [least, Math.max(least, sent.whole("most") ?? least)],
      delayMs: (sent.whole("delay") ?? 0) * SECOND_MS,
      lost: sent.decimal("lost") ?? 0,
    };
  },
};

function faultOf(sent: Params): Fault {
  const afterEffect = sent.flag("after") ?? false;
  switch (sent.oneOf("kind", ["no_answer", "status", "slow"])) {
    case "no_answer":
      return { kind: "no_answer", afterEffect };
    case "slow":
      return { kind: "slow", ms: sent.amount("ms") };
    default: {
      const status = Object.values(STATUSES).find((one) => String(one) === sent.needText("status"));
      if (!status)
        throw invalid(`The sandbox fails with ${Object.values(STATUSES).join(", ")}.`, { param: "status" });
      return { kind: "status", status, afterEffect };
    }
  }
}
