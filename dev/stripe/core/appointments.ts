import { collectAgain, renew } from "../billing/renew";
import { expireSession } from "../checkout/complete";
import { settleRefund } from "../payments/refunds";
import type { Merchant } from "./merchant";
import type { Appointment } from "./store/tables";

/** The next thing that happens by itself in an account, up to a time in Unix seconds. */
export function nextAppointment(merchant: Merchant, until: number): Appointment | null {
  let next: Appointment | null = null;
  for (const one of merchant.store.all("appointment")) {
    if (one.at <= until && (next === null || one.at < next.at)) next = one;
  }
  return next;
}

export function keepAppointment(merchant: Merchant, { id, what, about }: Appointment): void {
  merchant.store.remove("appointment", id);
  switch (what) {
    case "renew":
      return renew(merchant, about);
    case "collect":
      return collectAgain(merchant, about);
    case "expire_session":
      expireSession(merchant, about);
      return;
    case "settle_refund":
      return settleRefund(merchant, about);
  }
}
