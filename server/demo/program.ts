import { type Context, transact } from "@/server/auth/context";
import { updateSettings } from "@/server/brand/update-settings";
import { createPartner } from "@/server/partner/create";
import { createCoupon } from "@/server/partner/links/create-coupon";
import { createLink } from "@/server/partner/links/create-link";
import type { Id } from "@/server/platform/ids";
import { createProgram, type ProgramInput } from "@/server/program/create";
import { listPrograms } from "@/server/program/read";
import { COUPON, codeOf, emailOf, PARTNERS } from "./history/roster";

/** What tells the demonstration's program from all others. */
export const DEMO_SLUG = "tidewater-demo";

const PROGRAM: ProgramInput = {
  slug: DEMO_SLUG,
  name: "Tidewater",
  destinationUrl: "https://tidewater.example/start",
  currency: "USD",
  timeZone: "America/New_York",
  terms: {
    attributionModel: "position",
    attributionWindowDays: 60,
    cookieWindowDays: 90,
    holdbackDays: 30,
    rules: [
      { trigger: "first", eventType: "subscription_created", kind: "fixed", value: "25.00", currency: "USD" },
      { trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20", months: 12 },
    ],
  },
};

/** Makes the program with its partners, their links and the coupon: all of it or nothing. */
export function installProgram(ctx: Context): Promise<void> {
  return transact(ctx, async (tx) => {
    const inside: Context = { ...ctx, tx };
    // Where nothing else is, the demonstration pays when its history says so, on whatever day of the month it is loaded.
    const isAlone = (await listPrograms(tx)).length === 0;
    if (isAlone) await updateSettings(inside, { payoutSchedule: "manual" });
    const program = await createProgram(inside, PROGRAM);
    const partnerIds: Id[] = [];
    for (const name of PARTNERS) {
      const input = { name, email: emailOf(name), programIds: [program.id] };
      const partner = await createPartner(inside, input);
      await createLink(inside, { partnerId: partner.id, programId: program.id, code: codeOf(name) });
      partnerIds.push(partner.id);
    }
    const partnerId = partnerIds[COUPON.partner];
    if (partnerId) await createCoupon(inside, { partnerId, programId: program.id, code: COUPON.code });
  });
}
