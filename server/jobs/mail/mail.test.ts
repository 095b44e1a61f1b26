import { afterAll, beforeAll, expect, it } from "vitest";
import { updateSettings } from "@/server/brand/update-settings";
import { createPartner } from "@/server/partner/create";
import { DAY_MS, HOUR_MS, now, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { createProgram } from "@/server/program/create";
import { makeWorld, type World } from "@/tests/support/world";
import type { Waiting } from "../store/outbox";
import { followWithMail } from "./follow";
import { tellProgramEnds } from "./program-ends";

let world: World;
let partnerId: string;

beforeAll(async () => {
  world = await makeWorld();
  await updateSettings(world.ctx, { name: "Acme", supportEmail: "team@acme.example" });
  const program = await createProgram(world.ctx, {
    name: "Friends",
    slug: "friends",
    destinationUrl: "https://acme.example/",
    terms: { rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }] },
  });
  const partner = { name: "Mara Lind", email: "mara@example.com", programIds: [program.id] };
  partnerId = (await createPartner(world.ctx, partner)).id;
});
afterAll(() => world.drop());

const change = (topic: string, payload: Record<string, unknown>): Waiting => ({
  seq: 1n,
  id: newId(),
  topic,
  subject: "any",
  payload,
  createdAt: now(),
});

/** Who was written to since, and about what. */
async function written(): Promise<{ template: string; recipient: string; data: unknown }[]> {
  const rows = await world.database.asSystem(
    "send mail",
    (sql) => sql<{ template: string; recipient: string; sealed: string }[]>`
      delete from mails returning template, recipient, sealed`,
  );
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    data: JSON.parse(world.services.secrets.decrypt(sealed)),
  }));
}

const payout = {
  amount: { amount: "12.00", minor: 1200, currency: "USD" },
  rail: "wise_file",
  reference: "W-7",
};

it.each([
  [
    "an invitation goes to the partner, with the programs",
    "partner.invite",
    () => ({ partnerId }),
    { template: "partner_invite", recipient: "mara@example.com", data: { programs: ["Friends"] } },
  ],
  [
    "a payout is told to the partner",
    "payout.paid",
    () => ({ ...payout, partnerId }),
    { template: "payout_paid", recipient: "mara@example.com", data: { amount: "12.00 USD", rail: "Wise" } },
  ],
  [
    "a payout that failed is told to the brand",
    "payout.failed",
    () => ({ ...payout, partnerId, reason: "Refused." }),
    {
      template: "payout_failed",
      recipient: "team@acme.example",
      data: { partner: "Mara Lind", reason: "Refused." },
    },
  ],
  [
    "a paused webhook is told to the brand",
    "webhook.paused",
    () => ({ receiverId: newId(), host: "hooks.example", reason: "503", partnerId: null }),
    { template: "webhook_paused", recipient: "team@acme.example", data: { host: "hooks.example" } },
  ],
  [
    "a paused postback is told to its partner",
    "webhook.paused",
    () => ({ receiverId: newId(), host: "tracker.example", reason: "503", partnerId }),
    { template: "webhook_paused", recipient: "mara@example.com", data: { host: "tracker.example" } },
  ],
])("%s, once however often the change is told", async (_, topic, payload, mail) => {
  const told = change(topic, payload());
  expect(await followWithMail(world.services, world.brandId, [told])).toBe(true);
  await followWithMail(world.services, world.brandId, [told]);
  expect(await written()).toMatchObject([mail]);
});

it("changes that concern nobody's mailbox write nothing", async () => {
  const others = [change("commission.created", {}), change("partner.invite", { partnerId: newId() })];
  await followWithMail(world.services, world.brandId, others);
  expect(await written()).toEqual([]);
});

it("the end of a program is told once to the brand, and not long after", async () => {
  let time = now();
  const restore = setClock(() => time);
  await createProgram(world.ctx, {
    name: "Summer",
    slug: "summer",
    destinationUrl: "https://acme.example/",
    endsAt: time + HOUR_MS,
    terms: { rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }] },
  });
  await tellProgramEnds(world.services);
  expect(await written()).toEqual([]);
  time += HOUR_MS;
  await tellProgramEnds(world.services);
  await tellProgramEnds(world.services);
  expect(await written()).toMatchObject([{ template: "program_ended", data: { program: "Summer" } }]);
  time += 8 * DAY_MS;
  await tellProgramEnds(world.services);
  expect(await written()).toEqual([]);
  restore();
});
