import { randomBytes } from "node:crypto";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { refuseProblems } from "../problems";
import { hostOf, hostProblem } from "./rules";
import { type Domain, insertDomain, loadDomainOfHost, loadDomains } from "./store";

const MAX_DOMAINS = 20;
const TOKEN_BYTES = 16;

/** Names a host as the brand's. It counts once it is verified. Naming it again gives the one that is there. */
export function addDomain(ctx: Context, written: string): Promise<Domain> {
  permitBrand(ctx.actor, "programs:write");
  const reason = hostProblem(written, ownHosts(ctx));
  refuseProblems(reason === null ? [] : [{ path: "host", reason }]);
  const host = hostOf(written) ?? "";
  return transact(ctx, async (tx) => {
    const known = await loadDomainOfHost(tx, host);
    if (known) return known;
    if ((await loadDomains(tx)).length >= MAX_DOMAINS)
      throw new AppError("conflict", `A brand has at most ${MAX_DOMAINS} domains. Remove one first.`);
    const domain: Domain = {
      id: newId(),
      host,
      token: randomBytes(TOKEN_BYTES).toString("hex"),
      createdAt: now(),
      checkedAt: null,
      fault: null,
      verifiedAt: null,
    };
    // Another request may name it at this moment.
    if (!(await insertDomain(tx, domain))) return (await loadDomainOfHost(tx, host)) ?? domain;
    await note(tx, ctx.actor, { area: "access", kind: "domain_made", about: host });
    return domain;
  });
}

/** Where people sign in must not lead to some brand's links. */
function ownHosts({ services }: Context): string[] {
  return [new URL(services.appUrl).hostname, ...(services.linkDomain === null ? [] : [services.linkDomain])];
}
