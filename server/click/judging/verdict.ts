import { isbot, isbotMatch } from "isbot";
import { memo } from "@/server/platform/memory/memo";
import type { Verdict } from "../rules";

/** What a click was found to be when it arrived, and a few words on why it is not valid. */
export type Judgement = { verdict: Verdict; reason: string | null };

export type Headers = (name: string) => string | undefined;

const PREFETCH_HEADERS = ["sec-purpose", "purpose", "x-purpose", "x-moz"] as const;
const MAX_USER_AGENTS = 10_000;
const MAX_REMEMBERED_CHARACTERS = 512;
const AHEAD_OF_A_VISIT = /prefetch|prerender|preview/i;

/**
 * Scanners and previewers that `isbot` lets pass: Office opens each link once by itself before it hands it to the browser,
 * and mail gateways follow links of messages under the names of their makers.
 */
const SCANNERS =
  /ms-office|msoffice|microsoft office|safe ?links|proofpoint|mimecast|barracuda|symantec|fireeye|trend ?micro|ironport|sophos|forcepoint|messagelabs|zscaler|kakaotalk-scrap|url ?preview|link ?preview|unfurl/i;

export const VALID: Judgement = { verdict: "valid", reason: null };
export const REVOKED: Judgement = { verdict: "revoked", reason: "the partner was not active in the program" };
export const TOO_FAST: Judgement = {
  verdict: "velocity",
  reason: "more than 20 clicks on this link from one address within 60 s",
};

/** Requests that nobody's click caused: link checks, prefetches, declared bots. */
export function judgeRequest(method: string, header: Headers): Judgement {
  if (method === "HEAD") return { verdict: "prefetch", reason: "a HEAD request" };
  const announced = PREFETCH_HEADERS.find((name) => AHEAD_OF_A_VISIT.test(header(name) ?? ""));
  if (announced) return { verdict: "prefetch", reason: `announced by the header ${announced}` };
  return judgeUserAgent(header("user-agent"));
}

/** Whether a user agent says by itself that it is a program. */
export function judgeUserAgent(userAgent: string | null | undefined): Judgement {
  if (!userAgent) return VALID;
  return userAgent.length > MAX_REMEMBERED_CHARACTERS ? judge(userAgent) : remembered(userAgent);
}

/** Thousands of visitors share a user agent, and looking at one takes longer than all else that a redirect computes. */
const remembered = memo(judge, MAX_USER_AGENTS);

function judge(userAgent: string): Judgement {
  const name = isbot(userAgent) ? isbotMatch(userAgent) : (SCANNERS.exec(userAgent)?.[0] ?? null);
  return name === null ? VALID : { verdict: "bot", reason: `declares itself as ${name.trim().slice(0, 80)}` };
}
