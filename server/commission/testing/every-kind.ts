import { creditEvent } from "@/server/attribution/credit";
import { flagClick } from "@/server/attribution/flag";
import { newId } from "@/server/platform/ids";
import { type Story, usualTerms } from "@/tests/support/brand/story";
import { reverse } from "../decide/reverse";

/** `tied`: users whose refunds and disputes are about sales of others among them. */
export type EveryKind = { programs: [string, string]; tied: string[] };

/** Customers with everything that a history can hold: several touches, refunds of others' sales, people's decisions, paid entries. */
export async function tellEveryKind(story: Story): Promise<EveryKind> {
  const { database, brandId, ctx } = story.world;
  const programId = await story.makeProgram({ terms: usualTerms({ attributionModel: "linear" }) });
  const other = await story.makeProgram();
  const [a, b] = [await story.partner("A", programId), await story.partner("B", programId)];
  const c = await story.partner("C", other);
  const users = Array.from({ length: 12 }, (_, index) => story.fresh(`kunde-ü${index}`));
  const sales: string[] = [];
  for (const [index, userId] of users.entries()) {
    if (index % 6 !== 5) await story.visit(a, story.day(0), userId);
    if (index % 2 === 0) await story.visit(b, story.day(3), userId);
    if (index % 3 === 0) await story.visit(c, story.day(5), userId);
    await story.event({ userId, type: "signup", ts: story.day(6) });
    sales.push((await story.invoice(userId)).eventId);
    await story.invoice(userId, { value: "0.01", ts: story.day(11) });
  }
  const [first = "", second = "", third = "", fourth = "", fifth = ""] = sales;
  const refund = { type: "refund", ts: story.day(12), value: "40.00", currency: "USD" };
  await story.event({ ...refund, userId: users[0], refundOf: first, externalId: story.fresh("re") });
  await story.event({ ...refund, userId: users[7], refundOf: second, externalId: story.fresh("re") });
  const dispute = { type: "dispute_opened", ts: story.day(12), externalId: story.fresh("dp") };
  await story.event({ ...dispute, userId: users[8], refundOf: "a sale that nobody knows" });
  await story.event({ ...dispute, type: "dispute_lost", userId: users[9], refundOf: third });
  await story.pay(fourth);
  await story.event({ ...refund, userId: users[3], refundOf: fourth, externalId: story.fresh("re") });
  await flagClick(ctx, await story.visit(b, story.day(4), users[4] ?? ""), "odd");
  const [entry] = await story.entries(fifth);
  if (entry) await reverse(ctx, entry.id, { reason: "a mistake" });
  await creditEvent(ctx, sales[5] ?? "", { partnerId: a.id, programId }, null);
  await database.asSystem(
    "install",
    (sql) => sql`
      insert into commissions (brand_id, id, partner_id, program_id, event_id, rule_id, terms_id, kind, status, amount_minor, currency,
        available_at, created_at)
      select brand_id, ${newId()}, partner_id, program_id, event_id, rule_id, terms_id, 'bonus', 'pending', 500, currency, now(), now()
      from commissions where event_id = ${first} limit 1`,
  );
  for (const id of [programId, other])
    await database.inBrand(brandId, (tx) => story.world.services.rederiveProgram(tx, id, "a test"));
  await story.rederived();
  return { programs: [programId, other], tied: users.filter((_, index) => [1, 2, 7, 8, 9].includes(index)) };
}
