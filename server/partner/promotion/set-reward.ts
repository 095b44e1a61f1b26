import { actorName, type Context, ownPartner, permit, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram } from "@/server/program/read";
import { type CodeState, deleteReward, loadCodeStates, loadReward, saveReward } from "../store/promotions";
import { discountId, problemOf, type Reward } from "./reward";

export type { Reward } from "./reward";

/** A program's reward for customers, and how its codes stand at Stripe. */
export type RewardDetail = { reward: Reward | null; codes: CodeState[] };

const MAX_CODES = 1_000;

/** Sets what customers get who use a code of this program's partners. Its codes are made at Stripe within a minute. */
export function setReward(ctx: Context, programId: Id, reward: Reward): Promise<RewardDetail> {
  permitBrand(ctx.actor, "programs:write");
  const problem = problemOf(reward);
  if (problem) {
    throw new AppError("invalid_body", `The body cannot be used: ${problem.path}: ${problem.reason}.`, {
      detail: [problem],
    });
  }
  return transact(ctx, async (tx) => {
    await needProgram(tx, programId);
    await saveReward(tx, programId, reward, {
      at: now(),
      name: actorName(ctx.actor),
      stripeCoupon: discountId(reward, programId),
    });
    return { reward, codes: await loadCodeStates(tx, programId, MAX_CODES) };
  });
}

/** Takes the reward away: within a minute, its codes are no longer good at Stripe. The coupons stay. */
export function removeReward(ctx: Context, programId: Id): Promise<void> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    await needProgram(tx, programId);
    await deleteReward(tx, programId);
  });
}

export function showReward(ctx: Context, programId: Id): Promise<RewardDetail> {
  permit(ctx.actor, "programs:read");
  const ofBrand = ownPartner(ctx.actor) === null;
  return transact(ctx, async (tx) => {
    await needProgram(tx, programId);
    return {
      reward: await loadReward(tx, programId),
      // Other partners' codes are not a partner's business.
      codes: ofBrand ? await loadCodeStates(tx, programId, MAX_CODES) : [],
    };
  });
}

async function needProgram(tx: Tx, programId: Id): Promise<void> {
  found(await findProgram(tx, programId), "program_not_found", `There is no program ${programId}.`);
}
