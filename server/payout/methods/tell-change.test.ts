import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { isTemplateName, templateOf } from "@/emails/catalog";
import { caller } from "@/server/api/trpc/router";
import type { Actor } from "@/server/auth/context";
import { DAY_MS, now, setClock } from "@/server/platform/clock";
import { assert } from "@/server/platform/errors";
import { newId, parseId } from "@/server/platform/ids";
import { type Earner, openPayer, type Payer } from "@/tests/support/brand/payer";

const BANK = "Ada Lind\nDE02 1203 0000 0000 2020 51";
type Wish = {
  rail: "manual" | "paypal_file" | "wise_file" | null;
  recipient?: string;
  instructions?: string;
};

let payer: Payer;
let restore = (): void => undefined;
beforeAll(async () => {
  payer = await openPayer();
  await payer.call("PATCH", "/settings", {
    name: "Acme",
    supportEmail: "help@acme.test",
    payoutSchedule: "monthly",
  });
});
afterAll(() => payer.drop());
afterEach(() => {
  restore();
  restore = () => undefined;
});

async function setBy(who: "partner" | "brand", { id }: Earner, wish: Wish): Promise<void> {
  const { services, brandId } = payer.world;
  const partnerId = parseId(id) ?? newId();
  const actor: Actor = { kind: "portal", brandId, sessionId: newId(), partnerId, email: "in@partners.test" };
  if (who === "partner") await caller({ services, actor }).payoutMethods.setPayoutMethod({ id, ...wish });
  else await payer.call("PUT", `/partners/${id}/payout-method`, wish);
}

type Letter = { template: string; recipient: string; data: Record<string, unknown> };

/** What was written since, and forgets it. */
async function written(): Promise<Letter[]> {
  const rows = await payer.world.database.asSystem(
    "send mail",
    (sql) => sql<{ template: string; recipient: string; sealed: string }[]>`
      delete from mails where template like 'payout_%' returning template, recipient, sealed`,
  );
  const { secrets } = payer.world.services;
  return rows.map(({ sealed, ...row }) => ({ ...row, data: JSON.parse(secrets.decrypt(sealed)) }));
}

async function addressOf({ id }: Earner): Promise<string> {
  return String((await payer.call("GET", `/partners/${id}`))["email"]);
}

it("whoever changes how a partner is paid, the partner is told, with the day from which it holds", async () => {
  const partner = await payer.earner();
  const to = await addressOf(partner);
  await setBy("partner", partner, { rail: "paypal_file", recipient: "ada@paypal.test" });
  expect(await written()).toMatchObject([
    {
      template: "payout_method_changed",
      recipient: to,
      data: {
        before: "Stripe, else by hand",
        after: "PayPal",
        byBrand: false,
        recipient: true,
        contact: "help@acme.test",
      },
    },
  ]);
  await setBy("brand", partner, { rail: "wise_file", recipient: "ada@paypal.test" });
  const [told] = await written();
  expect(told?.data).toMatchObject({ before: "PayPal", after: "Wise", byBrand: true, recipient: false });
  expect(told?.data["from"]).toMatch(/^1 [A-Z][a-z]+ \d{4}$/);
});

it("what changes nothing of it is not told", async () => {
  const partner = await payer.earner();
  await setBy("partner", partner, { rail: null });
  await setBy("partner", partner, { rail: "manual", instructions: BANK });
  expect(await written()).toHaveLength(1);
  await setBy("brand", partner, { rail: "manual", instructions: BANK });
  await setBy("partner", partner, { rail: "manual" });
  // Payments by hand go to no address.
  await setBy("brand", partner, { rail: "manual", recipient: "unused@paypal.test" });
  expect(await written()).toEqual([]);
});

it("a letter names no account and no address, and cannot be turned off", async () => {
  const partner = await payer.earner();
  await setBy("partner", partner, { rail: "manual", instructions: BANK });
  await setBy("partner", partner, { rail: "paypal_file", recipient: "ada@paypal.test" });
  const letters = await written();
  expect(letters.map(({ data }) => [data["instructions"], data["recipient"]])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(JSON.stringify(letters.map(({ data }) => data))).not.toMatch(/1203|ada@paypal/);
  for (const { template } of letters) {
    assert(isTemplateName(template), `${template} is a template`);
    expect(templateOf(template).category).toBe("essential");
  }
});

it("an address that payouts went to for a day is told that they go there no more, and one that was left at once is not", async () => {
  const partner = await payer.earner();
  let time = now();
  restore = setClock(() => time);
  await setBy("partner", partner, { rail: "paypal_file", recipient: "anybody@else.test" });
  await setBy("partner", partner, { rail: "paypal_file", recipient: "ada@paypal.test" });
  time += DAY_MS;
  await written();
  await setBy("partner", partner, { rail: "paypal_file", recipient: "thief@paypal.test" });
  const letters = await written();
  expect(letters.map(({ template, recipient }) => [template, recipient])).toEqual([
    ["payout_method_changed", await addressOf(partner)],
    ["payout_address_left", "ada@paypal.test"],
  ]);
  expect(JSON.stringify(letters.map(({ data }) => data))).not.toContain("thief");
});
