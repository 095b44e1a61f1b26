import { type Context, ownPartner } from "@/server/auth/context";
import { type BrandRow, readBrand } from "@/server/brand/read";
import { addressKey, queueMail } from "@/server/mail/queue";
import { findPartner } from "@/server/partner/read";
import { DAY_MS, HOUR_MS, MINUTE_MS, now, SECOND_MS } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Limit, Limits } from "@/server/platform/limits/limits";
import type { Tx } from "@/server/platform/postgres/database";
import { nextDay, type Schedule } from "../planning/schedule";
import type { Preference } from "../rules";
import type { StoredMethod } from "../store/methods";
import { usesAddress, WAYS } from "./ways";

const BY_PARTNER: Limit = { name: "payout method", max: 5, windowMs: HOUR_MS, counts: "admitted" };
/** An address that was set and left at once may be anybody's: whoever signs in as a partner could have the brand write to it. */
const SETTLED_AFTER_MS = DAY_MS;

/**
 * Mails the partner that they are paid in another way now, or elsewhere, and the address that money went to until now as well:
 * whoever has stolen a sign-in wants the money. A change that changes nothing is not told.
 */
export async function tellChange(
  { services, actor }: Context,
  tx: Tx,
  partnerId: Id,
  change: { before: StoredMethod; after: StoredMethod },
): Promise<void> {
  const [brand, partner] = await Promise.all([readBrand(tx), findPartner(tx, partnerId)]);
  const { email, name } = found(partner, "partner_not_found", `There is no partner ${partnerId}.`);
  const [before, after] = [inForce(change.before, brand, email), inForce(change.after, brand, email)];
  const recipient = after.address !== null && after.address !== before.address;
  const instructions = change.before.instructions !== change.after.instructions;
  if (before.way === after.way && !recipient && !instructions) return;
  if (ownPartner(actor) !== null) limitChanges(services.limits, partnerId);
  const letter = { brandName: brand.name };
  const contact = brand.supportEmail;
  await queueMail(tx, services.secrets, {
    ...letter,
    template: "payout_method_changed",
    to: email,
    data: {
      url: `${services.appUrl}/portal/payouts`,
      name,
      byBrand: ownPartner(actor) === null,
      before: WAYS[before.way],
      after: WAYS[after.way],
      recipient,
      instructions,
      from: firstDay(brand),
      contact,
    },
  });
  const left = leftBehind(change.before, before, after);
  if (left === null || addressKey(left) === addressKey(email)) return;
  const data = { way: WAYS[before.way], contact };
  await queueMail(tx, services.secrets, { ...letter, template: "payout_address_left", to: left, data });
}

/** Each change sends mail, some to addresses that the partner named. Thrown inside the transaction, so that the change is undone. */
function limitChanges(limits: Limits, partnerId: Id): void {
  const waitMs = limits.hit(BY_PARTNER, partnerId);
  if (waitMs === 0) return;
  const minutes = Math.ceil(waitMs / MINUTE_MS);
  throw new AppError(
    "rate_limited",
    `How you are paid was changed ${BY_PARTNER.max} times within an hour. Change it again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
    { retryAfterSeconds: Math.ceil(waitMs / SECOND_MS) },
  );
}

type InForce = { way: Preference; address: string | null };

function inForce({ rail, recipient }: StoredMethod, brand: BrandRow, email: string): InForce {
  // The settings' door lets only these in.
  const way = rail ?? (brand.payoutRail as Preference);
  return { way, address: usesAddress(way) ? addressKey(recipient ?? email) : null };
}

/** The address of its own that payouts went to and go to no more, if it was in use for a while. */
function leftBehind({ recipient, at }: StoredMethod, before: InForce, after: InForce): string | null {
  if (recipient === null || before.address === null || before.address === after.address) return null;
  return at !== null && at <= now() - SETTLED_AFTER_MS ? recipient : null;
}

/** The day of the first payout that a change holds for, in words; null where the brand plans payouts by hand. */
function firstDay({ payoutSchedule, timeZone }: BrandRow): string | null {
  const day = nextDay(payoutSchedule as Schedule, now(), timeZone);
  return day && new Date(day).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}
