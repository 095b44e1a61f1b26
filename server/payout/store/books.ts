import type { Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import type { Books } from "../books";
import type { Payout } from "../rules";
import { addPayouts, freeEntries, holdGroups, payEntries } from "./claims";
import { payoutsToReconcile } from "./payouts";
import { loadRecipients } from "./recipients";
import { insertReturn } from "./returns";
import { payoutColumns, savePayout } from "./rows";
import { insertStep } from "./steps";

/** The rows in PostgreSQL, inside the transaction of one brand. */
export function booksOn(tx: Tx, services: Pick<Services, "stripe" | "secrets">): Books {
  return {
    holdGroups: (filter) => holdGroups(tx, filter),
    recipients: (partnerIds) => loadRecipients(tx, services, partnerIds),
    add: (payouts) => addPayouts(tx, payouts),
    async hold(id) {
      const [row] = await tx.sql<Payout[]>`
        select ${payoutColumns(tx)} from payouts where brand_id = ${tx.brandId} and id = ${id} for no key update`;
      return row ?? null;
    },
    async holdDue(now) {
      const [row] = await tx.sql<Payout[]>`
        select ${payoutColumns(tx)} from payouts
        where brand_id = ${tx.brandId} and next_at <= ${now} and rail = 'stripe_connect' and status in ('planned', 'sending')
        order by next_at, id limit 1 for no key update skip locked`;
      return row ?? null;
    },
    async payoutOf(transferId) {
      const [row] = await tx.sql<{ id: Id }[]>`
        select id from payouts where brand_id = ${tx.brandId} and transfer_id = ${transferId}`;
      return row?.id ?? null;
    },
    save: (id, changes) => savePayout(tx, id, changes),
    note: (id, status, act) => insertStep(tx, id, status, act),
    freeEntries: (id) => freeEntries(tx, id),
    payEntries: (id, paidAt) => payEntries(tx, id, paidAt),
    addReturn: (payout, amount, act) => insertReturn(tx, payout, amount, act),
    toReconcile: (page) => payoutsToReconcile(tx, page),
    tell: (messages) => enqueue(tx, messages),
  };
}
