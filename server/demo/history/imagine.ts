import { DAY_MS, MINUTE_MS, type Millis } from "@/server/platform/clock";
import { imagineCrowd } from "./crowd";
import { imagineCustomers } from "./customers";
import type { DemoFact, DemoHistory } from "./facts";
import { imaginePaydays } from "./paydays";
import { randomFrom } from "./random";
import { LEAVER, LEFT_DAYS_AGO } from "./roster";
import { imagineStories } from "./stories";

const SEED = 20_26;
/** The last fact of all: when it is there, everything is. */
export const LAST_EXTERNAL_ID = "signup_last";

/** Four months that end at `anchor`, in the order in which they were told. The same anchor gives the same history. */
export function imagine(anchor: Millis): DemoHistory {
  const random = randomFrom(SEED);
  const parts = [imagineStories(random, anchor), imagineCustomers(random, anchor)];
  const facts = [...parts.flatMap((part) => part.facts), ...acts(anchor), ...imaginePaydays(anchor)];
  // Stable, so that facts of one instant stay in the order of their telling.
  facts.sort((a, b) => a.at - b.at);
  const clicks = [...parts.flatMap((part) => part.clicks), ...imagineCrowd(random, anchor)];
  return { clicks, facts: [...facts, lastFact(anchor)] };
}

function acts(anchor: Millis): DemoFact[] {
  const at = anchor - LEFT_DAYS_AGO * DAY_MS;
  return [{ kind: "revoke", at, partner: LEAVER, reason: "Left to join another program" }];
}

function lastFact(anchor: Millis): DemoFact {
  const event = { userId: "user_last", type: "signup", externalId: LAST_EXTERNAL_ID };
  return { kind: "event", at: anchor - MINUTE_MS, event };
}
