import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { type Click, findClick } from "@/server/click/read";
import { holdClick, usersOfClick } from "@/server/identity/read";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { insertDecision } from "./decisions";

/** Takes a click out of attribution. The click stays as it was recorded; the decision stands beside it. */
export function flagClick(ctx: Context, clickId: Id, reason: string | null): Promise<Click> {
  return decide(ctx, { clickId, kind: "flag", reason });
}

/** Lets a click count, whatever it was found to be when it arrived or was flagged as since. */
export function unflagClick(ctx: Context, clickId: Id, reason: string | null): Promise<Click> {
  return decide(ctx, { clickId, kind: "unflag", reason });
}

type Act = { clickId: Id; kind: "flag" | "unflag"; reason: string | null };

/** Deciding what holds already changes nothing. */
function decide(ctx: Context, act: Act): Promise<Click> {
  permitBrand(ctx.actor, "clicks:write");
  return transact(ctx, async (tx) => {
    // Two people may decide about one click at once, or one while it is being identified.
    await holdClick(tx, act.clickId);
    const click = await findClick(tx, act.clickId);
    const verdict = act.kind === "flag" ? "manual" : "valid";
    if (click.effectiveVerdict === verdict) return click;
    await writeDown(ctx, tx, act);
    await ctx.services.derive(tx, await usersOfClick(tx, click.id));
    await ctx.services.deriveClickDay(tx, click.programId, click.ts);
    if (act.kind === "flag") await tell(tx, click, act.reason);
    return { ...click, effectiveVerdict: verdict };
  });
}

async function writeDown(ctx: Context, tx: Tx, act: Act): Promise<void> {
  await insertDecision(tx, {
    kind: act.kind,
    click_id: act.clickId,
    event_id: null,
    partner_id: null,
    program_id: null,
    rule_id: null,
    currency: null,
    reason: act.reason,
    actor: actorName(ctx.actor),
  });
}

function tell(tx: Tx, click: Click, reason: string | null): Promise<void> {
  const payload = { clickId: click.id, partnerId: click.partnerId, programId: click.programId, reason };
  return enqueue(tx, [{ topic: "click.flagged", subject: click.id, payload }]);
}
