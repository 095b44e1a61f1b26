import type { DecidedKey } from "@/server/attribution/decisions";
import type { CommissionRow } from "../store/ledger";

/** What a decision about an entry is about: everything that is owed for the same reason. */
export function decidedKey(entry: CommissionRow): DecidedKey {
  return {
    event_id: entry.eventId,
    click_day: entry.clickDay,
    partner_id: entry.partnerId,
    program_id: entry.programId,
    rule_id: entry.ruleId,
    currency: entry.currency,
  };
}
