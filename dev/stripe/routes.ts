import { accountLinks } from "./connect/account-links";
import { accounts } from "./connect/accounts";
import { balance } from "./connect/balance";
import { reversals } from "./connect/reversals";
import { transfers } from "./connect/transfers";
import type { Route } from "./core/router";
import { webhookEndpoints } from "./webhooks/endpoints";
import { events } from "./webhooks/events";

/** The part of Stripe's API that the sandbox answers. */
export const routes: readonly Route[] = [
  ...accounts,
  ...accountLinks,
  ...balance,
  ...transfers,
  ...reversals,
  ...events,
  ...webhookEndpoints,
];
