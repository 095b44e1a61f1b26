import { type Context, permitBrand, transact } from "@/server/auth/context";
import { DAY_MS, type Millis, now } from "@/server/platform/clock";
import { assert, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { refuseImplausibleTime } from "@/server/platform/plausible-time";
import type { Tx } from "@/server/platform/postgres/database";
import { judgeUserAgent, REVOKED } from "../judging/verdict";
import { NO_CAMPAIGN } from "../redirect/campaign";
import type { Verdict } from "../rules";
import { type ClickRow, insertClicks } from "../store/insert";
import { type Click, loadClick } from "../store/read";
import { type LinkTarget, loadTarget } from "../store/target";
import { clickThrough } from "../through";
import { kept, MAX_URL_CHARACTERS, MAX_USER_AGENT_CHARACTERS } from "./text";

/** A click that another system saw. */
export type ForeignClick = {
  id?: Id | undefined;
  code: string;
  ts?: Millis | undefined;
  ipHash?: string | undefined;
  userAgent?: string | undefined;
  referrer?: string | undefined;
  landingUrl?: string | undefined;
  country?: string | undefined;
  verdict?: Verdict | undefined;
};

/** Records a click that was seen elsewhere. A known id is the same click: it stays as it is, and `replayed` says so. */
export function recordClick(ctx: Context, click: ForeignClick): Promise<{ click: Click; replayed: boolean }> {
  permitBrand(ctx.actor, "clicks:write");
  if (click.ts !== undefined) refuseImplausibleTime(click.ts, ctx.services.maxFutureHours);
  return transact(ctx, async (tx) => {
    const known = click.id === undefined ? null : await loadClick(tx, click.id);
    if (known) return { click: known, replayed: true };
    const target = found(
      await loadTarget(tx, click.code),
      "link_not_found",
      `There is no link "${click.code}".`,
    );
    const row = rowOf(tx, click, target);
    const added = await insertClicks(tx.sql, [row]);
    const stored = await loadClick(tx, row.id);
    // A periodic job counts today's and yesterday's clicks; days before them are not looked at again by themselves.
    if (added > 0 && row.ts < now() - DAY_MS) await ctx.services.deriveClickDay(tx, row.programId, row.ts);
    assert(stored, `click ${row.id} is not there after it was stored`);
    return { click: stored, replayed: added === 0 };
  });
}

function rowOf(tx: Tx, click: ForeignClick, target: LinkTarget): ClickRow {
  const judgement = target.partnerActive ? judgeUserAgent(click.userAgent) : REVOKED;
  return {
    ...NO_CAMPAIGN,
    ...clickThrough(tx.brandId, target, { recordedAt: now(), ts: click.ts, id: click.id }),
    verdict: click.verdict ?? judgement.verdict,
    verdictReason: click.verdict === undefined ? judgement.reason : null,
    landingUrl: kept(click.landingUrl, MAX_URL_CHARACTERS),
    referrer: kept(click.referrer, MAX_URL_CHARACTERS),
    userAgent: kept(click.userAgent, MAX_USER_AGENT_CHARACTERS),
    ipHash: click.ipHash ?? null,
    country: click.country ?? null,
    consent: "unknown",
  };
}
