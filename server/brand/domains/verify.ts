import { type Context, permitBrand } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import { violatedConstraint } from "@/server/platform/postgres/constraint";
import { checkDomain } from "./check";
import { type Domain, loadDomain, saveCheck } from "./store";

const PROVED_BY_ANOTHER = "domains_verified";

/**
 * Looks whether the brand has shown that the host is its own; what was found is on the domain, a fault as well. A host once
 * proved stays so, whatever a later look finds. 409 `domain_taken` where another brand has proved it.
 */
export async function verifyDomain(ctx: Context, id: Id): Promise<Domain> {
  permitBrand(ctx.actor, "programs:write");
  const { database, outbound } = ctx.services;
  const { brandId } = ctx.actor;
  const domain = await database.inBrand(brandId, async (tx) =>
    found(await loadDomain(tx, id), "domain_not_found", `There is no domain "${id}".`),
  );
  // Between the transactions: others do not wait for somebody's name server.
  const fault = await checkDomain(outbound, domain);
  const checkedAt = now();
  const verifiedAt = domain.verifiedAt ?? (fault === null ? checkedAt : null);
  try {
    await database.inBrand(brandId, async (tx) => {
      await saveCheck(tx, id, { checkedAt, fault, verifiedAt });
      if (domain.verifiedAt === null && verifiedAt !== null)
        await note(tx, ctx.actor, { area: "access", kind: "domain_verified", about: domain.host });
      await announce(tx, { kind: "domain", key: domain.host });
    });
  } catch (error) {
    if (violatedConstraint(error) !== PROVED_BY_ANOTHER) throw error;
    throw new AppError("domain_taken", `Another brand has proved that ${domain.host} is its own.`);
  }
  return { ...domain, checkedAt, fault, verifiedAt };
}
