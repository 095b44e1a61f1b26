import { type Context, transact } from "@/server/auth/context";
import { judgeUserAgent } from "@/server/click/judging/verdict";
import { bringInClicks, type ClickRow } from "@/server/click/keeping/bring-in";
import { NO_CAMPAIGN } from "@/server/click/redirect/campaign";
import { releaseHoldbacks } from "@/server/commission/decide/release";
import { type Ingested, ingest } from "@/server/event/intake/ingest";
import { redeem } from "@/server/event/intake/redeem";
import { identify } from "@/server/identity/identify";
import { revokePartner } from "@/server/partner/membership/revoke";
import { DAY_MS, HOUR_MS, type Millis } from "@/server/platform/clock";
import type { DemoClick, DemoFact, DemoHistory } from "./history/facts";
import { emailOf, PARTNERS } from "./history/roster";
import { at, linkOf, type Stage } from "./history/stage";
import { setMethod } from "./paying/method";
import { pay } from "./paying/payday";
import { settle } from "./paying/settle";
import { forgetTold } from "./store";

/** Facts within this time are told together: a brand reports in batches, and a start should not take minutes. */
const TOGETHER_MS = 3 * HOUR_MS;
const STATISTICS_EVERY_DAYS = 30;

/** Lives through a history, each part at its own time, so that the ledger looks as it would have. */
export async function live(ctx: Context, stage: Stage, history: DemoHistory): Promise<void> {
  await arrive(ctx, stage, history.clicks);
  await gatherStatistics(ctx);
  let day = 0;
  for (const group of groupsOf(history.facts)) {
    const today = Math.floor(group.at / DAY_MS);
    if (today > day) await at(today * DAY_MS, () => beginDay(ctx, stage, today));
    day = today;
    await at(group.at, () => tellTogether(ctx, stage, group.facts));
  }
}

type Group = { at: Millis; facts: DemoFact[] };

/** Facts of a story are told alone, at their exact time. */
function groupsOf(facts: readonly DemoFact[]): Group[] {
  const groups: Group[] = [];
  let open: Group | null = null;
  for (const fact of facts) {
    const span = Math.floor(fact.at / TOGETHER_MS);
    if (fact.alone || !open || Math.floor(open.at / TOGETHER_MS) !== span) {
      open = { at: fact.at, facts: [] };
      groups.push(open);
    }
    open.facts.push(fact);
    open.at = fact.at;
    if (fact.alone) open = null;
  }
  return groups;
}

async function beginDay(ctx: Context, stage: Stage, day: number): Promise<void> {
  if (day % STATISTICS_EVERY_DAYS === 0) await gatherStatistics(ctx);
  await releaseHoldbacks(ctx.services);
  if (day * DAY_MS === stage.anchor - DAY_MS) await forgetOldNews(ctx, stage, day * DAY_MS);
}

/** Whoever was told something in those months has read it: a demonstration begins with the mails of its last day alone. */
async function forgetOldNews({ services, actor }: Context, stage: Stage, before: Millis): Promise<void> {
  const addresses = PARTNERS.map(emailOf);
  const partnerIds = stage.links.map((link) => link.partnerId);
  await forgetTold(services.database, actor.brandId, { partnerIds, addresses, before });
}

/** Without statistics PostgreSQL plans for empty tables, and it gathers its own only after a minute. */
async function gatherStatistics(ctx: Context): Promise<void> {
  await ctx.services.database.sql`analyze`;
}

async function tellTogether(ctx: Context, stage: Stage, facts: readonly DemoFact[]): Promise<void> {
  const events = facts.filter((fact) => fact.kind === "event");
  const others = facts.filter((fact) => fact.kind !== "event");
  await Promise.all(others.map((fact) => tell(ctx, stage, fact)));
  const reports = events.map(({ event, at }) => ({ ...event, ts: at, source: "api" as const }));
  for (const result of await ingest(ctx, reports)) accepted(result);
}

/** Arrivals concern nobody until they are identified, so all of them may be there from the start. */
async function arrive(ctx: Context, stage: Stage, clicks: readonly DemoClick[]): Promise<void> {
  const rows = clicks.map((click) => rowOf(ctx, stage, click));
  await transact(ctx, (tx) => bringInClicks(tx, rows));
}

function rowOf(ctx: Context, stage: Stage, click: DemoClick): ClickRow {
  const { partnerId, linkId } = linkOf(stage, click.partner);
  const judged = judgeUserAgent(click.userAgent);
  return {
    ...NO_CAMPAIGN,
    brandId: ctx.actor.brandId,
    id: click.id,
    partnerId,
    programId: stage.programId,
    linkId,
    couponId: null,
    ts: click.at,
    recordedAt: click.at,
    verdict: click.verdict ?? judged.verdict,
    verdictReason: click.verdict ? (click.verdictReason ?? null) : judged.reason,
    landingUrl: null,
    referrer: click.referrer,
    userAgent: click.userAgent,
    ipHash: null,
    country: click.country,
    consent: "unknown",
  };
}

async function tell(ctx: Context, stage: Stage, fact: Exclude<DemoFact, { kind: "event" }>): Promise<void> {
  switch (fact.kind) {
    case "identify":
      await identify(ctx, { cref: fact.cref, userId: fact.userId, ts: fact.at }, "");
      return;
    case "redeem":
      accepted(await redeem(ctx, { ...fact.event, code: fact.code, ts: fact.at }));
      return;
    case "revoke":
      await revokePartner(ctx, linkOf(stage, fact.partner).partnerId, { reason: fact.reason });
      return;
    case "method":
      return setMethod(ctx, stage, fact);
    case "payday":
      return pay(ctx, stage, fact);
    case "settle":
      return settle(ctx, stage, fact);
  }
}

/** The history is ours: a refused event is a mistake in it. */
function accepted(result: Ingested): void {
  if (!result.ok) throw result.error;
}
