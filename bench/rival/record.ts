import type { Knex } from "knex";
import { TENANT } from "./schema";

export type RivalEvent = {
  userId: string;
  type: string;
  externalId: string;
  value: string;
  currency: string;
};

const PERCENT = 100;

/**
 * One event in the manner of the known rival: ten statements on one connection in one transaction, each awaited before the next
 * (begin, set tenant, insert, four selects, insert, select, insert), then commit.
 */
export function record(knex: Knex, event: RivalEvent): Promise<object> {
  return knex.transaction(async (trx) => {
    await trx.raw("select set_config('app.tenant_id', ?, true)", [TENANT]);
    const [stored] = await trx("events")
      .insert({
        tenant_id: TENANT,
        user_id: event.userId,
        type: event.type,
        external_id: event.externalId,
        value: event.value,
        currency: event.currency,
      })
      .returning(["id", "occurred_at"]);
    const identity = await trx("identities")
      .where({ tenant_id: TENANT, user_id: event.userId })
      .orderBy("created_at", "desc")
      .first();
    const click = await trx("clicks").where({ tenant_id: TENANT, id: identity.click_id }).first();
    const program = await trx("programs").where({ tenant_id: TENANT, id: click.program_id }).first();
    const partner = await trx("partners")
      .join("enrollments", "enrollments.partner_id", "partners.id")
      .where({ "partners.id": click.partner_id, "enrollments.program_id": program.id })
      .where({ "partners.status": "active", "enrollments.status": "active" })
      .first("partners.id", "partners.name");
    const credit = { partner_id: partner.id, program_id: program.id };
    const [attribution] = await trx("attributions")
      .insert({ tenant_id: TENANT, event_id: stored.id, click_id: click.id, ...credit, weight: 1 })
      .returning("id");
    const rule = await trx("commission_rules")
      .where({ tenant_id: TENANT, program_id: program.id, event_type: event.type })
      .first();
    const amount = ((Number(event.value) * Number(rule.value)) / PERCENT).toFixed(2);
    const [commission] = await trx("commissions")
      .insert({
        tenant_id: TENANT,
        attribution_id: attribution.id,
        ...credit,
        amount,
        currency: event.currency,
      })
      .returning("id");
    return {
      ok: true,
      eventId: stored.id,
      attribution: {
        attributionId: attribution.id,
        clickId: click.id,
        partnerId: partner.id,
        commissionId: commission.id,
      },
    };
  });
}
