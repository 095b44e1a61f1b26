import { expect, test } from "vitest";
import { openStripe } from "@/server/stripe/client";
import type { StripeConnection } from "@/server/stripe/connection";
import { otherMode } from "./other-mode";

const connected = (mode: StripeConnection["mode"]): StripeConnection => ({
  mode,
  source: "brand",
  account: mode,
  client: openStripe({ apiKey: "sk_test_unused" }),
  webhookSecrets: [],
  keepsTax: false,
  keepsShipping: false,
});

test.each<[StripeConnection["mode"] | null, boolean | undefined, boolean]>([
  // The account's mode, the event's, whether something may come of it.
  ["live", true, true],
  ["live", false, false],
  ["test", false, true],
  ["test", true, false],
  ["sandbox", false, true],
  ["sandbox", true, false],
  ["live", undefined, true],
  [null, true, true],
])("with an account in mode %s, an event with livemode %s counts: %s", (mode, livemode, counts) => {
  const event = { id: "evt_1", type: "invoice.paid", created: 1, data: { object: {} } };
  const told = livemode === undefined ? event : { ...event, livemode };
  expect(otherMode(told, mode && connected(mode)) === null).toBe(counts);
});
