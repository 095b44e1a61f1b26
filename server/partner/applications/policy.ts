import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram } from "@/server/program/read";
import { loadPolicy, type SignupPolicy, savePolicy } from "./store";

/** Who may join the program without an invitation. */
export function showSignup(ctx: Context, programId: Id): Promise<SignupPolicy> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, async (tx) => {
    await refuseUnknown(tx, programId);
    return loadPolicy(tx, programId);
  });
}

/** Sets it, for applications from now on; those that wait go on waiting. */
export function updateSignup(ctx: Context, programId: Id, policy: SignupPolicy): Promise<SignupPolicy> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    await refuseUnknown(tx, programId);
    await savePolicy(tx, programId, policy, actorName(ctx.actor));
    return policy;
  });
}

async function refuseUnknown(tx: Tx, programId: Id): Promise<void> {
  found(await findProgram(tx, programId), "program_not_found", `There is no program ${programId}.`);
}
