import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentTime } from "@/server/api/rest/present";
import { idIn, isoTime, money, replyId } from "@/server/api/rest/schemas";
import type { MonthBalance } from "@/server/payout/statements/balances";
import { readPayoutStatement } from "@/server/payout/statements/payout-statement";
import { listStatements, readStatement } from "@/server/payout/statements/statement";
import { why } from "@/server/payout/statements/why";
import { payoutReply, presentPayout } from "./payout-schemas";

const one = z.object({ id: idIn("partner") });

const balanceReply = z
  .object({
    month: z.string().meta({ examples: ["2026-11"] }),
    opening: money,
    earned: money.meta({ description: "Commissions, less what was taken back." }),
    paid: money.meta({ description: "Negative: what left." }),
    returned: money.meta({ description: "What of payouts came back." }),
    closing: money,
  })
  .meta({ id: "MonthBalance" });

function presentBalance({ month, currency, ...sums }: MonthBalance): z.output<typeof balanceReply> {
  return {
    month,
    opening: presentMoney(sums.opening, currency),
    earned: presentMoney(sums.earned, currency),
    paid: presentMoney(sums.paid, currency),
    returned: presentMoney(sums.returned, currency),
    closing: presentMoney(sums.closing, currency),
  };
}

const list = operation({
  id: "listStatements",
  method: "GET",
  path: "/partners/:id/statements",
  tag: "Payouts",
  summary: "List a partner's statements",
  description:
    "One line for each month and currency in which something happened, newest first, in the brand's time zone.",
  access: { scope: "payouts:read" },
  params: one,
  reply: z.object({ data: z.array(balanceReply) }),
  status: 200,
  errors: ["partner_not_found"],
  run: async (ctx, { params }) => ({ data: (await listStatements(ctx, params.id)).map(presentBalance) }),
});

const get = operation({
  id: "getStatement",
  method: "GET",
  path: "/partners/:id/statements/:month",
  tag: "Payouts",
  summary: "Read a partner's statement of one month",
  access: { scope: "payouts:read" },
  params: z.object({ id: idIn("partner"), month: z.string().meta({ examples: ["2026-11"] }) }),
  reply: z
    .object({
      month: z.string(),
      timeZone: z.string(),
      sandbox: z.boolean().meta({ description: "Nothing of it is real." }),
      brand: z.object({ name: z.string(), supportEmail: z.string().nullable() }),
      partner: z.object({ id: replyId, name: z.string() }),
      balances: z.array(balanceReply),
      lines: z.array(
        z.object({
          kind: z.enum(["earned", "reversed", "paid", "returned"]),
          at: isoTime,
          amount: money,
          id: replyId.meta({ description: "The commission, or the payout of `paid` and `returned`." }),
          programName: z.string().nullable(),
          detail: z.string().nullable(),
        }),
      ),
    })
    .meta({ id: "Statement" }),
  status: 200,
  errors: ["partner_not_found", "invalid_time"],
  run: async (ctx, { params }) => {
    const { balances, lines, ...statement } = await readStatement(ctx, params.id, params.month);
    return {
      ...statement,
      balances: balances.map(presentBalance),
      lines: lines.map(({ at, amount, currency, ...line }) => ({
        ...line,
        at: presentTime(at),
        amount: presentMoney(amount, currency),
      })),
    };
  },
});

const getPayout = operation({
  id: "getPayoutStatement",
  method: "GET",
  path: "/payouts/:id/statement",
  tag: "Payouts",
  summary: "Read a payout's statement",
  description:
    "What the partner was paid for, entry by entry, each with its reason in words. The entries and `rest` sum to the payout's amount as it was sent.",
  access: { scope: "payouts:read" },
  params: z.object({ id: idIn("payout") }),
  reply: z
    .object({
      timeZone: z.string(),
      sandbox: z.boolean().meta({ description: "Nothing of it is real." }),
      brand: z.object({ name: z.string(), supportEmail: z.string().nullable() }),
      partner: z.object({ id: replyId, name: z.string() }),
      payout: payoutReply,
      entries: z.array(
        z.object({
          id: replyId,
          programName: z.string(),
          kind: z.string(),
          amount: money,
          createdAt: isoTime,
          eventType: z.string().nullable(),
          eventAt: isoTime.nullable(),
          clickDay: z.string().nullable().meta({ description: "The day of pay per click." }),
          why: z.string().meta({ examples: ["20 % of 49.00 USD."] }),
        }),
      ),
      rest: z
        .object({ entries: z.number().int(), amount: money })
        .meta({ description: "What is beyond the entries that are listed." }),
      returns: z.array(z.object({ amount: money, note: z.string(), at: isoTime })),
    })
    .meta({ id: "PayoutStatement" }),
  status: 200,
  errors: ["payout_not_found", "partner_not_found"],
  run: async (ctx, { params }) => {
    const { payout, entries, rest, returns, ...head } = await readPayoutStatement(ctx, params.id);
    const { currency } = payout;
    return {
      ...head,
      payout: presentPayout(payout),
      entries: entries.map((entry) => ({
        id: entry.id,
        programName: entry.programName,
        kind: entry.kind,
        amount: presentMoney(entry.amount, entry.currency),
        createdAt: presentTime(entry.createdAt),
        eventType: entry.eventType,
        eventAt: presentTime(entry.eventAt),
        clickDay: entry.clickDay,
        why: why(entry),
      })),
      rest: { entries: rest.entries, amount: presentMoney(rest.amount, currency) },
      returns: returns.map(({ amount, note, at }) => ({
        amount: presentMoney(amount, currency),
        note,
        at: presentTime(at),
      })),
    };
  },
});

export const statementOperations = [list, get, getPayout] as const;
