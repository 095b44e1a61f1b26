import { type Context, permit, type Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { Grouping } from "@/server/platform/postgres/grouping";
import { type Ingested, ingest, ingestAtOnce, isContended, MAX_EVENTS_PER_TRANSACTION } from "./ingest";
import type { NewEvent } from "./prepare";

type Report = { services: Services; brandId: Id; event: NewEvent };
type Lane = Grouping<Report, Ingested>;

/** Transactions of each lane that may be under way at once. Together they leave connections of the pool to others. */
const TOGETHER_UNDER_WAY = 3;
const APART_UNDER_WAY = 4;
const PATIENT_UNDER_WAY = 3;
const MAX_WAITING = 20_000;

/** Single events of one brand that arrive together are stored and derived in one transaction. */
const intakes = new Map<Id, Lane>();

/** Records one event. In a transaction that a door opened it joins that one; else it shares one with its neighbours. */
export async function takeIn(ctx: Context, event: NewEvent): Promise<Ingested> {
  permit(ctx.actor, "events:write");
  if (ctx.tx) return only(await ingest(ctx, [event]));
  const { brandId } = ctx.actor;
  const intake = intakes.get(brandId) ?? openIntake(brandId);
  return intake.submit({ services: ctx.services, brandId, event });
}

/**
 * Events share a transaction as long as none of them has to wait for a customer that another transaction holds. A group that
 * would wait falls apart, and what would wait alone waits in a lane of its own, so that it holds up nobody else.
 */
function openIntake(brandId: Id): Lane {
  const waitFor = async ([report]: Report[]): Promise<Ingested[]> =>
    report ? ingest(contextOf(report), [report.event]) : [];
  const patient: Lane = new Grouping(waitFor, lane(1, PATIENT_UNDER_WAY));
  const apart: Lane = new Grouping((reports) => attempt(reports, patient), lane(1, APART_UNDER_WAY));
  const together: Lane = new Grouping(
    (reports) => attempt(reports, reports.length === 1 ? patient : apart),
    lane(MAX_EVENTS_PER_TRANSACTION, TOGETHER_UNDER_WAY),
  );
  intakes.set(brandId, together);
  return together;
}

function lane(maxGroup: number, maxUnderWay: number) {
  return { maxGroup, maxUnderWay, maxWaiting: MAX_WAITING };
}

async function attempt(reports: Report[], next: Lane): Promise<(Ingested | Promise<Ingested>)[]> {
  const [first] = reports;
  if (!first) return [];
  try {
    return await ingestAtOnce(
      contextOf(first),
      reports.map((report) => report.event),
    );
  } catch (error) {
    if (!isContended(error)) throw error;
    return reports.map((report) => next.submit(report));
  }
}

/** Permission was checked for each report on its own; the group acts for the brand. */
function contextOf({ services, brandId }: Report): Context {
  return { services, actor: { kind: "system", brandId } };
}

function only(results: readonly Ingested[]): Ingested {
  const [result] = results;
  if (!result) throw new Error("ingest returned nothing for one event");
  return result;
}
