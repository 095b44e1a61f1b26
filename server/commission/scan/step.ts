import { lockCustomersById } from "@/server/identity/history";
import { lastOfNext } from "@/server/identity/range";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";
import { programFacts } from "@/server/program/read";
import { deriveCustomers } from "../derive/derive";
import { deriveClickDays, paysPerClick } from "../per-click/derive-clicks";
import { countCustomersOfProgram } from "../store/concerned";
import { daysWithClicks } from "../store/days";
import { type Job, noteEnd, noteProgress, noteTotal } from "../store/jobs";
import { differing, type Scan } from "./differing";
import { customersPerScan } from "./size";

/** Customers derived, and held, in one transaction. */
const CUSTOMERS_AT_ONCE = 500;
/** The greatest id there can be: all customers were looked at. Those who come later are derived by the new rules as they come. */
const ALL_DONE: Id = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";

/** Some customers, or when they are done, holding none of them, the days whose clicks are paid for. */
export async function stepOf(
  database: Database,
  job: Job,
  cursor: Id | null,
  stop: AbortSignal,
): Promise<void> {
  if (cursor === ALL_DONE) {
    await database.inBrand(job.brandId, async (tx) =>
      noteEnd(tx, job.id, await deriveAllClickDays(tx, job.programId)),
    );
    return;
  }
  const upTo = await database.inBrand(job.brandId, async (tx) => {
    const last = await lastOfNext(tx, cursor, await customersPerScan(tx));
    if (cursor === null && last !== null)
      await noteTotal(tx, job.id, await countCustomersOfProgram(tx, job.programId));
    return last;
  });
  const place = { database, brandId: job.brandId, range: { after: cursor, upTo } };
  const scan = await differing(place, job.programId, stop);
  if (cursor === null && upTo === null)
    await database.inBrand(job.brandId, (tx) => noteTotal(tx, job.id, scan.concerned.length));
  await deriveThose(database, job, { after: cursor, end: upTo ?? ALL_DONE }, scan, stop);
}

/** Derives those who differ, a few in each transaction, which also notes how far it has come. */
async function deriveThose(
  database: Database,
  job: Job,
  { after, end }: { after: Id | null; end: Id },
  { customers, concerned }: Scan,
  stop: AbortSignal,
): Promise<void> {
  const within = customers.filter((id) => (after === null || id > after) && id <= end);
  // Refunds tie customers of the range to others. Those come first: where the cursor stands says nothing of them.
  const outside = customers.filter((id) => (after !== null && id <= after) || id > end);
  for (const some of chunks(outside)) {
    if (stop.aborted) return;
    await database.inBrand(job.brandId, async (tx) =>
      noteProgress(tx, job.id, { cursor: null, customers: 0, posted: await deriveSome(tx, some) }),
    );
  }
  let counted = 0;
  const countUpTo = (id: Id): number => {
    const before = counted;
    while (counted < concerned.length && (concerned[counted] ?? end) <= id) counted++;
    return counted - before;
  };
  for (const some of chunks(within)) {
    if (stop.aborted) return;
    const cursor = some.at(-1) ?? end;
    const done = { cursor, customers: countUpTo(cursor) };
    await database.inBrand(job.brandId, async (tx) =>
      noteProgress(tx, job.id, { ...done, posted: await deriveSome(tx, some) }),
    );
  }
  const rest = { cursor: end, customers: countUpTo(end), posted: 0 };
  await database.inBrand(job.brandId, (tx) => noteProgress(tx, job.id, rest));
}

async function deriveSome(tx: Tx, customers: readonly Id[]): Promise<number> {
  return (await deriveCustomers(tx, await lockCustomersById(tx, customers))).entriesPosted;
}

function chunks(ids: readonly Id[]): Id[][] {
  return Array.from({ length: Math.ceil(ids.length / CUSTOMERS_AT_ONCE) }, (_, index) =>
    ids.slice(index * CUSTOMERS_AT_ONCE, (index + 1) * CUSTOMERS_AT_ONCE),
  );
}

async function deriveAllClickDays(tx: Tx, programId: Id): Promise<number> {
  const program = (await programFacts(tx, [programId])).get(programId);
  if (!program || !paysPerClick(program.terms)) return 0;
  return deriveClickDays(tx, programId, await daysWithClicks(tx, programId, program.timeZone));
}
