import { ofRange } from "@/server/event/range";
import type { Range } from "@/server/identity/range";
import { type CopyQuery, literal, readCopy, type Stop } from "@/server/platform/copy/read";
import type { CopyRows } from "@/server/platform/copy/rows";
import type { Tx } from "@/server/platform/postgres/database";
import { ATTRIBUTION, addAmount, addRow, OUTCOME } from "./rows";
import type { EventSums } from "./sums";

const LENGTH_BYTES = 4;

/** Takes away what is stored for the customers of a range, in whatever order it lies on disk. */
export async function takeStored(tx: Tx, range: Range, sums: EventSums, stop: Stop): Promise<void> {
  await readCopy(tx, outcomes(tx, range), stop, (rows) => takeRows(rows, OUTCOME, sums));
  await readCopy(tx, attributions(tx, range), stop, (rows) => takeRows(rows, ATTRIBUTION, sums));
  await readCopy(tx, entries(tx, range), stop, (rows) => takeAmounts(rows, sums));
}

async function takeRows(rows: CopyRows, kind: number, sums: EventSums): Promise<void> {
  while (rows.step() || (await rows.arrive())) {
    const event = rows.start(0);
    addRow(sums, rows.view, { event, from: rows.start(1) - LENGTH_BYTES, to: rows.end, kind }, -1);
  }
}

async function takeAmounts(rows: CopyRows, sums: EventSums): Promise<void> {
  while (rows.step() || (await rows.arrive())) {
    const amount = rows.start(5);
    const [event, from] = [rows.start(0), rows.start(1) - LENGTH_BYTES];
    addAmount(sums, rows.view, { event, from, to: amount - LENGTH_BYTES, amount }, -1);
  }
}

/** The columns of `Expected`, in its order. */
function outcomes(tx: Tx, range: Range): CopyQuery {
  return {
    text: `select event_id, status, model, terms_id, detail from outcomes
      where brand_id = ${literal(tx.brandId)} ${ofRange(tx, range)}`,
    columns: 5,
  };
}

function attributions(tx: Tx, range: Range): CopyQuery {
  return {
    text: `select event_id, click_id, partner_id, program_id, terms_id, weight from attributions
      where brand_id = ${literal(tx.brandId)} ${ofRange(tx, range)}`,
    columns: 6,
  };
}

/** What `isDerived` lets weigh. */
function entries(tx: Tx, range: Range): CopyQuery {
  return {
    text: `select event_id, partner_id, program_id, rule_id, currency, amount_minor from commissions
      where brand_id = ${literal(tx.brandId)} and event_id is not null and status <> 'reversed'
        and kind not in ('bonus', 'manual') ${ofRange(tx, range)}`,
    columns: 6,
  };
}
