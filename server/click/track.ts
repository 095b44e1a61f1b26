import { type Context, permitBrand, transact } from "@/server/auth/context";
import { MINUTE_MS, now } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import { type Id, parseId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { hashAddress, hashBeforeMidnight } from "./judging/address";
import { judgeArrival } from "./judging/judge";
import type { Headers } from "./judging/verdict";
import { kept, MAX_URL_CHARACTERS, MAX_USER_AGENT_CHARACTERS } from "./keeping/text";
import { refuseForeignOrigin } from "./origin";
import { campaignOf } from "./redirect/campaign";
import { parseQuery, type Query, valueOf } from "./redirect/destination";
import { type ClickRow, type Consent, insertClicks } from "./store/insert";
import { loadClick } from "./store/read";
import { type LinkTarget, loadTarget } from "./store/target";
import { clickThrough } from "./through";

/** An arrival on the brand's own page with a partner's code in its address. */
export type TrackedArrival = {
  url: string;
  /** The parameter that holds the code; absent: the usual ones. */
  param?: string | undefined;
  referrer?: string | undefined;
  existingCref?: string | undefined;
  consent: Consent;
};

/** The visitor's own request, when it is the visitor's browser that calls. */
export type Visitor = { header: Headers; ip: string; country: string | null };

export type Tracked = { cref: Id; partnerId: Id; programId: Id; cookieWindowDays: number };

const CODE_PARAMETERS = ["via", "aff", "ref"] as const;
/** Within this time the same address with the same code is a page loaded again, not another arrival. */
const RELOAD_MS = 30 * MINUTE_MS;

/** Makes a click of an arrival without a redirect. Loading the same page again gives the click that is there. */
export async function trackClick(ctx: Context, arrival: TrackedArrival, visitor: Visitor): Promise<Tracked> {
  if (ctx.actor.kind !== "publishable") permitBrand(ctx.actor, "clicks:write");
  const query = parseQuery(searchOf(arrival.url));
  const code = codeIn(query, arrival.param);
  return transact(ctx, async (tx) => {
    const target = await linkOf(tx, code);
    await refuseForeignOrigin(tx, ctx.actor, target.programId);
    const cref =
      (await sameArrival(tx, arrival, target)) ??
      (await record(ctx, tx, { arrival, query, target, visitor }));
    return {
      cref,
      partnerId: target.partnerId,
      programId: target.programId,
      cookieWindowDays: target.cookieWindowDays,
    };
  });
}

function searchOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:/i.test(url))
    throw invalid("url", `"${url.slice(0, 80)}" is no http(s) address`);
  return new URL(url).search.slice(1);
}

function codeIn(query: Query, param: string | undefined): string {
  const names = param === undefined ? CODE_PARAMETERS : [param];
  const code = names.map((name) => valueOf(query, name)).find((value) => value);
  if (!code) throw invalid("url", `the address has no parameter ${names.join(", ")} with a partner's code`);
  return code;
}

async function linkOf(tx: Tx, code: string): Promise<LinkTarget> {
  const shown = code.slice(0, 64);
  const target = found(
    await loadTarget(tx, kept(code, 64) ?? ""),
    "link_not_found",
    `There is no link "${shown}".`,
  );
  if (target.paused) throw new AppError("link_not_found", `The link "${shown}" is paused.`);
  return target;
}

async function sameArrival(tx: Tx, arrival: TrackedArrival, target: LinkTarget): Promise<Id | null> {
  const id = arrival.existingCref === undefined ? null : parseId(arrival.existingCref);
  const click = id && (await loadClick(tx, id));
  return click && click.linkId === target.linkId && click.ts > now() - RELOAD_MS ? click.id : null;
}

type Case = { arrival: TrackedArrival; query: Query; target: LinkTarget; visitor: Visitor };

async function record(ctx: Context, tx: Tx, { arrival, query, target, visitor }: Case): Promise<Id> {
  const time = now();
  // A brand's server calls for the visitor: its own address and headers say nothing of that one.
  const seen = ctx.actor.kind === "publishable" ? visitor : null;
  const ipHash = seen && hashAddress(ctx.services.secrets, seen.ip, time);
  const ipHashBefore = seen && hashBeforeMidnight(ctx.services.secrets, seen.ip, time);
  const judgement = judgeArrival(
    ctx.services.limits,
    target,
    seen && ipHash ? { method: "POST", header: seen.header, ipHash, ipHashBefore } : null,
  );
  const row: ClickRow = {
    ...campaignOf(query),
    ...clickThrough(tx.brandId, target, { recordedAt: time }),
    verdict: judgement.verdict,
    verdictReason: judgement.reason,
    landingUrl: kept(arrival.url, MAX_URL_CHARACTERS),
    referrer: kept(arrival.referrer, MAX_URL_CHARACTERS),
    userAgent: kept(seen?.header("user-agent"), MAX_USER_AGENT_CHARACTERS),
    ipHash,
    country: seen?.country ?? null,
    consent: arrival.consent === "unknown" && seen?.header("sec-gpc") === "1" ? "denied" : arrival.consent,
  };
  await insertClicks(tx.sql, [row]);
  return row.id;
}

function invalid(path: string, reason: string): AppError {
  return new AppError("invalid_body", `The body cannot be used: ${path}: ${reason}.`, {
    detail: [{ path, reason }],
  });
}
