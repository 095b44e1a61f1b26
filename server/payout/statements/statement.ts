import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { findPartner, type Partner } from "@/server/partner/read";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { startOfDay } from "@/server/program/terms/calendar";
import { stripeOf } from "@/server/stripe/connection";
import { type Movement, monthSums, movementsBetween } from "../store/movements";
import { type MonthBalance, monthBalances } from "./balances";

export type { Movement } from "../store/movements";

/** More than a partner earns in a month; the ledger lists what is beyond. */
const MAX_LINES = 10_000;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export type Statement = {
  month: string;
  timeZone: string;
  /** Nothing of it is real: a sandbox stands in Stripe's place. */
  sandbox: boolean;
  brand: { name: string; supportEmail: string | null };
  partner: { id: Id; name: string };
  balances: MonthBalance[];
  lines: Movement[];
};

/** What happened to a partner's balance, by month and currency, newest first. A partner's key sees its own only. */
export function listStatements(ctx: Context, partnerId: Id): Promise<MonthBalance[]> {
  permit(ctx.actor, "payouts:read");
  return transact(ctx, async (tx) => {
    await visiblePartner(ctx, tx, partnerId);
    const { timeZone } = await readBrand(tx);
    return monthBalances(await monthSums(tx, partnerId, timeZone));
  });
}

/** One month of it, such as `2026-11` in the brand's time zone, line by line. 400 `invalid_time` for what is no month. */
export function readStatement(ctx: Context, partnerId: Id, month: string): Promise<Statement> {
  permit(ctx.actor, "payouts:read");
  if (!MONTH.test(month))
    throw new AppError("invalid_time", `"${month.slice(0, 20)}" is no month such as 2026-11.`);
  return transact(ctx, async (tx) => {
    const partner = await visiblePartner(ctx, tx, partnerId);
    const { timeZone, name, supportEmail } = await readBrand(tx);
    const span = {
      from: startOfDay(`${month}-01`, timeZone),
      to: startOfDay(`${monthAfter(month)}-01`, timeZone),
      limit: MAX_LINES,
    };
    const [sums, lines, stripe] = await Promise.all([
      monthSums(tx, partnerId, timeZone),
      movementsBetween(tx, partnerId, span),
      stripeOf(ctx.services, tx),
    ]);
    return {
      month,
      timeZone,
      sandbox: stripe?.mode === "sandbox",
      brand: { name, supportEmail },
      partner: { id: partner.id, name: partner.name },
      balances: monthBalances(sums).filter((balance) => balance.month === month),
      lines,
    };
  });
}

async function visiblePartner(ctx: Context, tx: Tx, partnerId: Id): Promise<Partner> {
  const own = ownPartner(ctx.actor);
  const partner = own === null || own === partnerId ? await findPartner(tx, partnerId) : null;
  return found(partner, "partner_not_found", `There is no partner ${partnerId}.`);
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
