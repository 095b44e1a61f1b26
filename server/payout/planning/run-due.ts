import type { Context, Services } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { inTurn } from "@/server/platform/in-turn";
import { brandsWithSchedule } from "../due-brands";
import { lockPlanning, wasPlanned } from "../store/runs";
import { runIn } from "./run";
import { dueDay } from "./schedule";
import { payoutSettings } from "./settings";

/** Plans the payouts of every brand whose day has come, each day once. Resolves to the number of brands that were planned. */
export async function planDue(services: Services): Promise<number> {
  const planned = await inTurn(await brandsWithSchedule(services), (brandId) => planBrand(services, brandId));
  return planned.filter(Boolean).length;
}

function planBrand(services: Services, brandId: Id): Promise<boolean> {
  const ctx: Context = { services, actor: { kind: "system", brandId } };
  return services.database.inBrand(brandId, async (tx) => {
    const { schedule, timeZone } = await payoutSettings(tx);
    const dueOn = dueDay(schedule, now(), timeZone);
    if (dueOn === null || (await wasPlanned(tx, dueOn))) return false;
    await lockPlanning(tx);
    if (await wasPlanned(tx, dueOn)) return false;
    await runIn(ctx, tx, {}, { preview: false, dueOn });
    return true;
  });
}
