import { type Context, permitBrand } from "@/server/auth/context";
import { recordClick } from "@/server/click/keeping/record";
import type { CommissionRow } from "@/server/commission/ledger/ledger";
import { ingest } from "@/server/event/intake/ingest";
import type { NewEvent } from "@/server/event/intake/prepare";
import { identify } from "@/server/identity/identify";
import { createPartner } from "@/server/partner/create";
import { createLink } from "@/server/partner/links/create-link";
import { assert, found } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { listPrograms, type Program } from "@/server/program/read";
import { explainEvent } from "@/server/report/history/explain";

/** One step of a sale that was tried: what happened, in a sentence, and what the sale's ledger says after it. */
export type TestStep = {
  step: "click" | "identity" | "signup" | "sale" | "refund";
  sentence: string;
  /** Entries of the sale, oldest first. */
  entries: Pick<CommissionRow, "kind" | "status" | "amount" | "currency">[];
};

const SALE = "100";
const REFUNDED = "25";

/**
 * Lives through a click, a signup, a sale and a partial refund with the same code as real ones, in a transaction that is undone at
 * the end. So the steps are what would really have happened under the program's rules of today, and nothing of them is left:
 * no figure, no webhook, no mail. Without `programId` it takes the newest active program.
 */
export async function sendTestSale(ctx: Context, programId?: Id): Promise<TestStep[]> {
  permitBrand(ctx.actor, "programs:write");
  const { services, actor } = ctx;
  const undo = new Error("a test sale is undone");
  const steps: TestStep[] = [];
  try {
    await services.database.inBrand(actor.brandId, async (tx) => {
      const inside: Context = { services, actor: { kind: "system", brandId: actor.brandId }, tx };
      steps.splice(0, steps.length, ...(await live(inside, tx, await programFor(tx, programId))));
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return steps;
}

async function programFor(tx: Tx, programId: Id | undefined): Promise<Program> {
  const programs = await listPrograms(tx, { status: "active" });
  const program = programId === undefined ? programs[0] : programs.find(({ id }) => id === programId);
  return found(
    program,
    "program_not_found",
    programId === undefined
      ? "There is no active program to try a sale in."
      : `There is no active program ${programId}.`,
  );
}

async function live(ctx: Context, tx: Tx, program: Program): Promise<TestStep[]> {
  const name = newId().toLowerCase();
  const partner = await createPartner(ctx, {
    email: `${name}@test.invalid`,
    name: "Test partner",
    programIds: [program.id],
  });
  const link = await createLink(ctx, { partnerId: partner.id, programId: program.id });
  const { click } = await recordClick(ctx, { code: link.code, verdict: "valid" });
  const userId = `test-${name}`;
  await identify(ctx, { cref: click.id, userId }, "");
  const event = (type: string, more: Partial<NewEvent> = {}): NewEvent => ({
    userId,
    type,
    externalId: `test-${type}-${name}`,
    source: "api",
    ...more,
  });
  const { currency } = program;
  const signup = await report(ctx, tx, "signup", event("signup"));
  const sale = await report(ctx, tx, "sale", event("invoice_paid", { value: SALE, currency }));
  const refund = event("refund", { value: REFUNDED, currency, refundOf: `test-invoice_paid-${name}` });
  await keep(ctx, refund);
  return [
    {
      step: "click",
      sentence: `A visitor came through the link ${link.code} of a test partner.`,
      entries: [],
    },
    { step: "identity", sentence: "The click was tied to the customer who signs up.", entries: [] },
    signup.step,
    sale.step,
    {
      step: "refund",
      sentence: `A quarter of the sale was paid back, and the commission followed.`,
      entries: (await explainEvent({ ...ctx, tx }, sale.eventId)).entries,
    },
  ];
}

async function report(
  ctx: Context,
  tx: Tx,
  step: "signup" | "sale",
  event: NewEvent,
): Promise<{ eventId: Id; step: TestStep }> {
  const eventId = await keep(ctx, event);
  const { outcome, entries } = await explainEvent({ ...ctx, tx }, eventId);
  return { eventId, step: { step, sentence: outcome.sentence, entries } };
}

async function keep(ctx: Context, event: NewEvent): Promise<Id> {
  const [result] = await ingest(ctx, [event]);
  assert(result, "an event that was reported has a result");
  if (!result.ok) throw result.error;
  return result.eventId;
}
