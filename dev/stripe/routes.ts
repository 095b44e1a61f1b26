import { customers } from "./billing/customers";
import { invoices } from "./billing/invoices";
import { meters } from "./billing/meters";
import { portal } from "./billing/portal";
import { subscriptions } from "./billing/subscriptions";
import { coupons } from "./catalog/coupons";
import { prices } from "./catalog/prices";
import { products } from "./catalog/products";
import { promotionCodes } from "./catalog/promotion-codes";
import { checkoutSessions } from "./checkout/sessions";
import { accountLinks } from "./connect/account-links";
import { accounts } from "./connect/accounts";
import { balance } from "./connect/balance";
import { reversals } from "./connect/reversals";
import { transfers } from "./connect/transfers";
import type { Route } from "./core/router";
import { charges } from "./payments/charges";
import { disputes } from "./payments/disputes";
import { paymentIntents } from "./payments/payment-intents";
import { refunds } from "./payments/refunds";
import { webhookEndpoints } from "./webhooks/endpoints";
import { events } from "./webhooks/events";

/** The part of Stripe's API that the sandbox answers. */
export const routes: readonly Route[] = [
  ...accounts,
  ...accountLinks,
  ...balance,
  ...transfers,
  ...reversals,
  ...products,
  ...prices,
  ...coupons,
  ...promotionCodes,
  ...customers,
  ...subscriptions,
  ...invoices,
  ...meters,
  ...portal,
  ...checkoutSessions,
  ...paymentIntents,
  ...charges,
  ...refunds,
  ...disputes,
  ...events,
  ...webhookEndpoints,
];
