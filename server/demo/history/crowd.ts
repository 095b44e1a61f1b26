import { REVOKED, TOO_FAST } from "@/server/click/judging/verdict";
import { DAY_MS, HOUR_MS, type Millis, SECOND_MS } from "@/server/platform/clock";
import type { DemoClick } from "./facts";
import type { Random } from "./random";
import { LEAVER, LEFT_DAYS_AGO, PARTNERS } from "./roster";
import { HISTORY_DAYS } from "./span";
import { BOTS, visit } from "./visits";

const CLICKS_PER_DAY = { least: 28, growth: 26 };
const BOT_SHARE = 0.07;
const PREFETCH_SHARE = 0.03;
const BURST = { partner: 11, daysAgo: 52, clicks: 60, within: 45 * SECOND_MS, allowed: 20 };
const QUIETER_WEEKENDS = 0.7;

/** Those who came and did nothing else: people, declared bots, prefetches, and one script that hammered a link. */
export function imagineCrowd(random: Random, anchor: Millis): DemoClick[] {
  const clicks: DemoClick[] = [];
  for (let daysAgo = HISTORY_DAYS; daysAgo >= 1; daysAgo--) {
    const day = anchor - daysAgo * DAY_MS;
    const weekend = new Date(day).getUTCDay() % 6 === 0;
    const expected = CLICKS_PER_DAY.least + (CLICKS_PER_DAY.growth * (HISTORY_DAYS - daysAgo)) / HISTORY_DAYS;
    const count = Math.round(expected * (weekend ? QUIETER_WEEKENDS : 1) * (0.85 + random.next() * 0.3));
    for (let i = 0; i < count; i++) clicks.push(passerBy(random, anchor, day + timeOfDay(random)));
  }
  return [...clicks, ...burst(random, anchor)];
}

/** Mostly between breakfast and midnight on the American east coast. */
export function timeOfDay(random: Random): Millis {
  const hour = 12 + (random.next() + random.next()) * 6;
  return Math.floor(hour * HOUR_MS);
}

function passerBy(random: Random, anchor: Millis, at: Millis): DemoClick {
  const click = visit(random, at, random.rank(PARTNERS.length));
  if (click.partner === LEAVER && at >= anchor - LEFT_DAYS_AGO * DAY_MS) return judged(click, REVOKED);
  if (random.chance(BOT_SHARE)) return { ...click, userAgent: random.pick(BOTS), referrer: null };
  if (random.chance(PREFETCH_SHARE)) {
    return judged(click, { verdict: "prefetch", reason: "announced by the header sec-purpose" });
  }
  return click;
}

function burst(random: Random, anchor: Millis): DemoClick[] {
  const start = anchor - BURST.daysAgo * DAY_MS + 3 * HOUR_MS;
  return Array.from({ length: BURST.clicks }, (_, i) => {
    const click = visit(random, start + Math.floor((i * BURST.within) / BURST.clicks), BURST.partner);
    return i < BURST.allowed ? click : judged(click, TOO_FAST);
  });
}

function judged(click: DemoClick, judgement: typeof TOO_FAST): DemoClick {
  const { verdict, reason } = judgement;
  return { ...click, verdict, ...(reason === null ? {} : { verdictReason: reason }) };
}
