import type { Context, Services } from "@/server/auth/context";
import { permit } from "@/server/auth/context";
import { Grouping } from "@/server/platform/grouping";
import type { Id } from "@/server/platform/ids";
import { type Ingested, ingest, ingestTogether, MAX_EVENTS_PER_TRANSACTION } from "./ingest";
import type { NewEvent } from "./prepare";

const GROUPS_UNDER_WAY = 4;
const MAX_WAITING = 20_000;

type Report = { services: Services; brandId: Id; event: NewEvent };

/** Single events of one brand that arrive together are stored and derived in one transaction. */
const intakes = new Map<Id, Grouping<Report, Ingested>>();

/** Records one event. In a transaction that a door opened it joins that one; else it shares one with its neighbours. */
export async function takeIn(ctx: Context, event: NewEvent): Promise<Ingested> {
  permit(ctx.actor, "events:write");
  if (ctx.tx) {
    const [result] = await ingest(ctx, [event]);
    if (!result) throw new Error("ingest returned nothing for one event");
    return result;
  }
  const { brandId } = ctx.actor;
  const intake = intakes.get(brandId) ?? openIntake(brandId);
  return intake.submit({ services: ctx.services, brandId, event });
}

function openIntake(brandId: Id): Grouping<Report, Ingested> {
  const intake = new Grouping(takeInTogether, {
    maxGroup: MAX_EVENTS_PER_TRANSACTION,
    maxUnderWay: GROUPS_UNDER_WAY,
    maxWaiting: MAX_WAITING,
  });
  intakes.set(brandId, intake);
  return intake;
}

async function takeInTogether(reports: Report[]): Promise<Ingested[]> {
  const [first] = reports;
  if (!first) return [];
  // Permission was checked for each report on its own; the group acts for the brand.
  const ctx: Context = { services: first.services, actor: { kind: "system", brandId: first.brandId } };
  return ingestTogether(
    ctx,
    reports.map((report) => report.event),
  );
}
