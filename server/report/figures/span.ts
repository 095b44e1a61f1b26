import { type Context, ownPartner } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { findPartner } from "@/server/partner/read";
import { DAY_MS, type Millis, now } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram } from "@/server/program/read";
import { startOfDay } from "@/server/program/terms/calendar";

/** An instant, or a local date (`2026-11-21`), which stands for its first instant in the program's time zone. */
export type Moment = Millis | { day: string };

/** What a report is asked about. */
export type Asked = {
  from?: Moment | undefined;
  to?: Moment | undefined;
  partnerId?: Id | undefined;
  programId?: Id | undefined;
};

/** What a report is about: a half-open span of time, and a partner or program where only one matters. */
export type Span = { from: Millis; to: Millis; partnerId?: Id | undefined; programId?: Id | undefined };

const DEFAULT_SPAN_MS = 30 * DAY_MS;

/** The span in instants. A partner's key sees its own figures only; a partner that is not there is a 404. */
export async function spanOf(ctx: Context, tx: Tx, asked: Asked): Promise<Span> {
  const own = ownPartner(ctx.actor);
  const partnerId = asked.partnerId ?? own ?? undefined;
  if (partnerId !== undefined) {
    const partner = own !== null && own !== partnerId ? null : await findPartner(tx, partnerId);
    found(partner, "partner_not_found", `There is no partner ${partnerId}.`);
  }
  const { programId } = asked;
  const to = asked.to === undefined ? now() : await instantOf(tx, asked.to, programId);
  const from = asked.from === undefined ? to - DEFAULT_SPAN_MS : await instantOf(tx, asked.from, programId);
  return { from, to, partnerId, programId };
}

async function instantOf(tx: Tx, moment: Moment, programId: Id | undefined): Promise<Millis> {
  if (typeof moment === "number") return moment;
  const program = programId === undefined ? null : await findProgram(tx, programId);
  // Figures of all programs together have no time zone but the brand's.
  const { timeZone } = program ?? (await readBrand(tx));
  return startOfDay(moment.day, timeZone);
}
