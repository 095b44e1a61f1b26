import type { Hosts } from "@/server/brand/domains/hosts";
import { type Millis, now, SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Limits } from "@/server/platform/limits/limits";
import type { Secrets } from "@/server/platform/secrets";
import { addressKey, hashAddress, hashBeforeMidnight, REDIRECTS } from "../judging/address";
import { judgeArrival } from "../judging/judge";
import type { Headers } from "../judging/verdict";
import { kept, MAX_URL_CHARACTERS, MAX_USER_AGENT_CHARACTERS } from "../keeping/text";
import type { ClickWriter } from "../keeping/writer";
import type { ClickRow } from "../store/insert";
import type { LinkTarget } from "../store/target";
import { clickThrough } from "../through";
import { campaignOf } from "./campaign";
import { crefCookie } from "./cookie";
import { hrefOf, type Landing, landingUrl, parseQuery, type Query, withCref } from "./destination";
import { type Page, pausedLink, tooManyRequests, unknownLink } from "./pages";
import type { LinkTargets } from "./targets";

/** A request for `/r/:code`, whichever server received it. */
export type RedirectRequest = {
  method: string;
  host: string;
  /** As it stands in the path, still encoded. */
  code: string;
  /** The query without `?`, still encoded. */
  search: string;
  header: Headers;
  ip: string;
  /** Where the visitor comes from, as a trusted proxy says: two letters, or null. */
  country: string | null;
  /** Whether the visitor's browser spoke https. */
  secure: boolean;
};

export type RedirectReply = Page;

/** What the redirect works with. */
export type Desk = {
  secrets: Pick<Secrets, "keyedHash">;
  limits: Limits;
  hosts: Hosts;
  targets: LinkTargets;
  writer: ClickWriter;
};

/** Sends a visitor on to where the link leads, once the click is committed. */
export async function redirect(desk: Desk, request: RedirectRequest): Promise<RedirectReply> {
  const time = now();
  const ipHash = hashAddress(desk.secrets, request.ip, time);
  const ipHashBefore = hashBeforeMidnight(desk.secrets, request.ip, time);
  const waitMs = desk.limits.hit(REDIRECTS, addressKey(ipHash), ipHashBefore && addressKey(ipHashBefore));
  if (waitMs > 0) return tooManyRequests(Math.ceil(waitMs / SECOND_MS));
  const brandId = await desk.hosts.brandOf(request.host);
  const target = brandId && (await desk.targets.find(brandId, request.code));
  if (!target) return unknownLink();
  if (target.paused) return pausedLink();
  const query = parseQuery(request.search);
  const landing = landingUrl(target, query);
  const click = clickOf(desk, request, { brandId, target, query, landing, time, ipHash, ipHashBefore });
  try {
    await desk.writer.write(click);
  } catch {
    // The writer has told of it. The visitor did nothing wrong and goes on, without an id: one that is not stored would
    // credit nobody.
    return found(hrefOf(landing), null);
  }
  return found(withCref(landing, click.id), crefCookie(click.id, visitOf(request), target));
}

type Arrival = {
  brandId: Id;
  target: LinkTarget;
  query: Query;
  landing: Landing;
  time: Millis;
  ipHash: string;
  ipHashBefore: string | null;
};

function clickOf(desk: Desk, request: RedirectRequest, arrival: Arrival): ClickRow {
  const { target, time, ipHash, ipHashBefore } = arrival;
  const { method, header } = request;
  const judgement = judgeArrival(desk.limits, target, { method, header, ipHash, ipHashBefore });
  // Spreading objects into one of this size takes V8 some 20 µs, more than all else here together.
  return Object.assign(
    clickThrough(arrival.brandId, target, { recordedAt: time }),
    campaignOf(arrival.query),
    {
      verdict: judgement.verdict,
      verdictReason: judgement.reason,
      landingUrl: kept(hrefOf(arrival.landing), MAX_URL_CHARACTERS),
      referrer: kept(header("referer"), MAX_URL_CHARACTERS),
      userAgent: kept(header("user-agent"), MAX_USER_AGENT_CHARACTERS),
      ipHash,
      country: request.country,
      consent: refusesTracking(header) ? ("denied" as const) : ("unknown" as const),
    },
  );
}

function visitOf(request: RedirectRequest) {
  return {
    host: request.host,
    secure: request.secure,
    globalPrivacyControl: refusesTracking(request.header),
  };
}

/** Global Privacy Control: the visitor's browser says no on the visitor's behalf. */
function refusesTracking(header: Headers): boolean {
  return header("sec-gpc") === "1";
}

function found(location: string, cookie: string | null): RedirectReply {
  return {
    status: 302,
    headers: {
      location,
      "cache-control": "private, no-store",
      ...(cookie === null ? {} : { "set-cookie": cookie }),
    },
    body: "",
  };
}
