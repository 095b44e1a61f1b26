import type { DomainFault } from "@/db/schema/tenant/domain";
import type { Outbound } from "@/server/platform/outbound/outbound";
import { type Challenge, challengeOf } from "./rules";

const MAX_FILE_BYTES = 1_024;
const GET = { method: "GET", headers: {}, maxReplyBytes: MAX_FILE_BYTES } as const;

/** Looks for the brand's proof in DNS, then on the host itself. Null when it was found. */
export async function checkDomain(
  outbound: Outbound,
  domain: { host: string; token: string },
): Promise<DomainFault | null> {
  const challenge = challengeOf(domain);
  const inDns = await checkTxt(outbound, challenge);
  if (inDns === null) return null;
  const inFile = await checkFile(outbound, challenge);
  if (inFile === null) return null;
  // What was found and is wrong says more than what was not found.
  return [inDns, inFile].find((fault) => fault === "other_value") ?? inDns;
}

async function checkTxt(outbound: Outbound, { txt }: Challenge): Promise<DomainFault | null> {
  const texts = await outbound.texts(txt.name);
  if (texts === null) return "unreachable";
  if (texts.some((text) => text.trim() === txt.value)) return null;
  return texts.length > 0 ? "other_value" : "not_found";
}

async function checkFile(outbound: Outbound, { file }: Challenge): Promise<DomainFault | null> {
  const { reply } = await outbound.call({ ...GET, url: file.url });
  // A host without a certificate yet can be asked all the same: what is looked for is no secret.
  const answer = reply ?? (await outbound.call({ ...GET, url: file.url.replace(/^https/, "http") })).reply;
  if (!answer) return "unreachable";
  if (answer.status !== 200) return "not_found";
  return answer.body.trim() === file.content ? null : "other_value";
}
