import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/server/auth/context";
import { DAY_MS, now, setClock } from "@/server/platform/clock";
import { newId, parseId } from "@/server/platform/ids";
import { type Earner, openPayer, type Payer } from "@/tests/support/brand/payer";
import { linkClicks } from "../figures/link-clicks";
import { releases } from "../figures/releases";
import { summary } from "../figures/summary";
import { firstSteps } from "./first-steps";

// What the first page of a partner who is signed in stands on.

let payer: Payer;
let held: string;
let restore = (): void => undefined;
beforeAll(async () => {
  payer = await openPayer();
  await payer.call("PATCH", "/settings", { timeZone: "Pacific/Auckland" });
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  held = await payer.makeProgram({
    commissionApproval: "manual",
    terms: { holdbackDays: 30, attributionWindowDays: 365, rules },
  });
});
afterAll(async () => {
  restore();
  await payer.drop();
});

function as({ id }: { id: string }): [Context, ReturnType<typeof newId>] {
  const { services, brandId } = payer.world;
  const partnerId = parseId(id) ?? newId();
  const actor = {
    kind: "portal",
    brandId,
    sessionId: newId(),
    partnerId,
    email: "in@partners.test",
  } as const;
  return [{ services, actor }, partnerId];
}

it("a new partner's first steps are done one after the other, each partner's own", async () => {
  const id = await payer.makePartner();
  expect(await firstSteps(...as({ id }))).toEqual({ link: false, click: false, credit: false });
  const partner = await payer.partner("P", payer.programId);
  expect(await firstSteps(...as(partner))).toEqual({ link: true, click: false, credit: false });
  expect(await firstSteps(...as(await payer.earner()))).toEqual({ link: true, click: true, credit: true });
  const [ctx] = as(partner);
  await expect(firstSteps(ctx, as({ id })[1])).rejects.toMatchObject({ code: "partner_not_found" });
  await expect(releases(ctx, as({ id })[1])).rejects.toMatchObject({ code: "partner_not_found" });
});

it("clicks of links are those that the figures count, link by link", async () => {
  const partner = await payer.earner();
  const [ctx, partnerId] = as(partner);
  for (let visit = 0; visit < 2; visit++) await payer.visit(partner, now() - DAY_MS, payer.fresh("user"));
  const body = { partnerId, programId: partner.programId };
  const other = await payer.make("/links", body);
  const clicks = await linkClicks(ctx, { partnerId });
  expect([...clicks.values()]).toEqual([(await summary(ctx, { partnerId })).validClicks]);
  expect([...clicks.values()]).toEqual([3]);
  expect(clicks.has(other)).toBe(false);
  const [first] = (await payer.call("GET", `/clicks?partnerId=${partnerId}`))["data"] as { id: string }[];
  await payer.call("POST", `/clicks/${first?.id}/flag`, { reason: "Odd." });
  expect([...(await linkClicks(ctx, { partnerId })).values()]).toEqual([2]);
  await expect(linkClicks(ctx, { partnerId: newId() })).rejects.toMatchObject({ code: "partner_not_found" });
});

it("what is held back is summed by currency and by the brand's day, and what waits for the brand comes first", async () => {
  const partner = await payer.partner("P", held);
  const userId = payer.fresh("user");
  const first = Date.UTC(2026, 5, 1, 11, 30);
  restore = setClock(() => first + DAY_MS);
  await payer.visit(partner, first - DAY_MS, userId);
  const earner: Earner = { ...partner, userId, eventId: "" };
  await payer.sell(earner, "10.00", { ts: first });
  // Half an hour later it is the next day in Auckland.
  await payer.sell(earner, "20.00", { ts: first + DAY_MS / 24 });
  await payer.sell(earner, "30.00", { ts: first + DAY_MS / 24 });
  await payer.sell(earner, "5.00", { ts: first, currency: "EUR" });
  const day = (await releases(...as(partner))).map(({ entries: _entries, ...row }) => row);
  expect(day).toEqual([
    { day: "2026-07-01", currency: "EUR", amount: 100n },
    { day: "2026-07-01", currency: "USD", amount: 200n },
    { day: "2026-07-02", currency: "USD", amount: 1_000n },
  ]);
  restore();
  const at = first + 30 * DAY_MS;
  restore = setClock(() => at);
  expect((await releases(...as(partner))).map((row) => row.day)).toEqual([null, null, "2026-07-02"]);
});
