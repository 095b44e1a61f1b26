import { DAY_MS, HOUR_MS, type Millis } from "@/server/platform/clock";
import type { DemoFact, PartnerNumber, Troubles } from "./facts";
import { HISTORY_DAYS } from "./span";

/** Partners are paid once a month. Since the last time, enough was approved to pay them again. */
const PAYDAYS_AGO = [76, 46] as const;
const LAST_PAYDAY_AGO = 16;
const HOUR_OF_PAYING = 15;
/** Somebody looks into the bank's account and PayPal's two days later. */
const NOTED_AFTER_MS = 2 * DAY_MS;

/** How partners are paid; all others, and the busiest among them, by hand. */
const WAYS = [
  { way: "stripe_connect", partners: [1, 2, 5, 8, 11, 14, 20] },
  { way: "paypal_file", partners: [3, 6, 10, 13, 17, 22] },
  { way: "wise_file", partners: [4, 12, 18] },
] as const;

const NO_TROUBLES: Troubles = {
  unanswered: null,
  restricted: null,
  bounced: null,
  unconfirmed: [],
  openFile: null,
};

/** What the last payday has left to do, one of each kind. */
const TROUBLES: Troubles = {
  unanswered: 5,
  restricted: 8,
  bounced: 6,
  unconfirmed: [7, 9],
  openFile: "wise_file",
};
/** Paid by hand on the last day of all, and so told of it by a mail that is new. */
const PAID_LATE: PartnerNumber = 0;

/** How partners were paid, and what became of it. */
export function imaginePaydays(anchor: Millis): DemoFact[] {
  const chosen = { at: anchor - HISTORY_DAYS * DAY_MS, alone: true, kind: "method" } as const;
  return [
    ...WAYS.flatMap(({ way, partners }) => partners.map((partner) => ({ ...chosen, partner, way }))),
    ...PAYDAYS_AGO.flatMap((daysAgo) => payday(timeOfPaying(anchor, daysAgo), NO_TROUBLES)),
    ...lastPayday(anchor),
  ];
}

function timeOfPaying(anchor: Millis, daysAgo: number): Millis {
  return anchor - daysAgo * DAY_MS + HOUR_OF_PAYING * HOUR_MS;
}

function payday(at: Millis, troubles: Troubles): DemoFact[] {
  return [
    { kind: "payday", at, alone: true, troubles },
    { kind: "settle", at: at + NOTED_AFTER_MS, alone: true, payday: at, troubles },
  ];
}

function lastPayday(anchor: Millis): DemoFact[] {
  const at = timeOfPaying(anchor, LAST_PAYDAY_AGO);
  const untilLate = { ...TROUBLES, unconfirmed: [PAID_LATE, ...TROUBLES.unconfirmed] };
  const late = timeOfPaying(anchor, 1);
  return [
    ...payday(at, untilLate),
    { kind: "settle", at: late, alone: true, payday: at, troubles: TROUBLES },
  ];
}
