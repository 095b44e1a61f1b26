import { afterAll, beforeAll, expect, it } from "vitest";
import { updateSettings } from "@/server/brand/update-settings";
import { createPartner } from "@/server/partner/create";
import { enroll } from "@/server/partner/membership/enroll";
import { reinstatePartner } from "@/server/partner/membership/reinstate";
import { revokePartner } from "@/server/partner/membership/revoke";
import { DAY_MS, HOUR_MS, now, setClock } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { createProgram } from "@/server/program/create";
import { termsVersions } from "@/server/program/read";
import { addTerms } from "@/server/program/terms/add-terms";
import { makeWorld, type World } from "@/tests/support/world";
import type { Waiting } from "../store/outbox";
import { followWithMail } from "./follow";
import { tellProgramEnds } from "./program-ends";
import { tellTermsToCome } from "./terms-to-come";

const RULE = { trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" } as const;

let world: World;
let partnerId: Id;
let programId: Id;

beforeAll(async () => {
  world = await makeWorld();
  await updateSettings(world.ctx, { name: "Acme", supportEmail: "team@acme.example" });
  const program = await createProgram(world.ctx, {
    name: "Friends",
    slug: "friends",
    destinationUrl: "https://acme.example/",
    terms: { rules: [RULE] },
  });
  const partner = { name: "Mara Lind", email: "mara@example.com", programIds: [program.id] };
  programId = program.id;
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
  payoutId: newId(),
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
    () => ({ ...payout, partnerId, reason: "balance_insufficient" }),
    {
      template: "payout_failed",
      recipient: "team@acme.example",
      data: { partner: "Mara Lind", reason: expect.stringContaining("Add funds in Stripe") },
    },
  ],
  [
    "a key that reads a partner's figures is told to the partner, without its secret",
    "partner.key_made",
    () => ({ partnerId, name: "Tracker", prefix: "op_123", byBrand: true }),
    {
      template: "partner_key_made",
      recipient: "mara@example.com",
      data: { name: "Tracker", prefix: "op_123", byBrand: true },
    },
  ],
  ...["signed_out", "keys_revoked", "links_paused"].map(
    (act): [string, string, () => Record<string, unknown>, object] => [
      `what somebody did to everything at once (${act}) is told to the brand`,
      `team.${act}`,
      () => ({ by: "ada@acme.example" }),
      { recipient: "team@acme.example", data: { by: "ada@acme.example" } },
    ],
  ),
  [
    "an account at Stripe that can be paid is told to the partner",
    "partner.stripe_ready",
    () => ({ partnerId }),
    { template: "stripe_account_ready", recipient: "mara@example.com", data: { name: "Mara Lind" } },
  ],
  [
    "new terms are told to who works under them",
    "program.terms",
    () => ({ programId, termsId: newId(), effectiveFrom: Date.UTC(2020, 2, 1) }),
    {
      template: "terms_changed",
      recipient: "mara@example.com",
      data: { program: "Friends", from: "1 March 2020", past: true },
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

it("a payout that is held is told to its partner with the reason and what to do, once for each reason", async () => {
  const held = (reason: string) => change("payout.held", { ...payout, partnerId, reason });
  const told = [held("no_answer"), held("no_answer"), held("transfer_differs")];
  await followWithMail(world.services, world.brandId, told);
  await followWithMail(world.services, world.brandId, [held("no_answer")]);
  const mails = await written();
  expect(mails).toMatchObject([
    { template: "payout_delayed", recipient: "mara@example.com", data: { amount: "12.00 USD" } },
    { data: { why: "What Stripe says of it is not what was planned." } },
  ]);
  expect(mails[0]?.data).toMatchObject({
    why: "Stripe has not said clearly whether it was sent.",
    toDo: expect.stringContaining("There is nothing for you to do"),
    contact: "team@acme.example",
  });
});

it.each([
  ["insufficient_capabilities_for_transfer", ["payout_delayed", "payout_failed"]],
  ["balance_insufficient", ["payout_failed"]],
])("a payout that failed with %s is told to whom can do something about it", async (reason, templates) => {
  const failed = { ...payout, payoutId: newId(), partnerId, reason };
  await followWithMail(world.services, world.brandId, [change("payout.failed", failed)]);
  expect((await written()).map(({ template }) => template)).toEqual(templates);
});

it("changes that concern nobody's mailbox write nothing", async () => {
  const others = [change("commission.created", {}), change("partner.invite", { partnerId: newId() })];
  await followWithMail(world.services, world.brandId, others);
  expect(await written()).toEqual([]);
});

it("new terms are told to nobody who pins a version, and to nobody who left", async () => {
  const told = () => change("program.terms", { programId, termsId: newId(), effectiveFrom: now() });
  const [terms] = await world.database.inBrand(world.brandId, (tx) => termsVersions(tx, programId));
  await enroll(world.ctx, { partnerId, programId }, terms?.id ?? null);
  await followWithMail(world.services, world.brandId, [told()]);
  await enroll(world.ctx, { partnerId, programId }, null);
  await revokePartner(world.ctx, partnerId, { reason: null });
  await followWithMail(world.services, world.brandId, [told()]);
  expect(await written()).toEqual([]);
  await reinstatePartner(world.ctx, partnerId);
});

it("terms that are made far ahead are told a month before they count, once, and to whom they will apply then", async () => {
  let time = now();
  const restore = setClock(() => time);
  const make = (effectiveFrom: number) =>
    world.database.inBrand(world.brandId, (tx) =>
      addTerms(tx, world.ctx.actor, programId, { rules: [RULE] }, effectiveFrom),
    );
  const from = Date.UTC(new Date(time).getUTCFullYear() + 2, 4, 1);
  const termsId = await make(from);
  const made = change("program.terms", { programId, termsId, effectiveFrom: from });
  await followWithMail(world.services, world.brandId, [made]);
  time = from - 31 * DAY_MS;
  await tellTermsToCome(world.services);
  expect(await written()).toEqual([]);
  time = from - 30 * DAY_MS;
  await tellTermsToCome(world.services);
  await tellTermsToCome(world.services);
  const day = `1 May ${new Date(from).getUTCFullYear()}`;
  const letter = {
    template: "terms_changed",
    recipient: "mara@example.com",
    data: { from: day, past: false },
  };
  expect(await written()).toMatchObject([letter]);

  const replaced = await make(from);
  await tellTermsToCome(world.services);
  expect(await written()).toMatchObject([letter]);
  await enroll(world.ctx, { partnerId, programId }, replaced);
  await tellTermsToCome(world.services);
  expect(await written()).toEqual([]);
  await enroll(world.ctx, { partnerId, programId }, null);
  restore();
});

it("another pin is told to the partner whom it concerns", async () => {
  const from = Date.UTC(2026, 2, 1);
  const pinned = change("partner.terms", { partnerId, programId, from });
  await followWithMail(world.services, world.brandId, [pinned, pinned]);
  expect(await written()).toMatchObject([
    { template: "terms_changed", recipient: "mara@example.com", data: { program: "Friends" } },
  ]);
  expect(await topicsOf(() => enroll(world.ctx, { partnerId, programId }, null))).toEqual([]);
  const [terms] = await world.database.inBrand(world.brandId, (tx) => termsVersions(tx, programId));
  const pin = () => enroll(world.ctx, { partnerId, programId }, terms?.id ?? null);
  expect(await topicsOf(pin)).toContain("partner.terms");
  expect(await topicsOf(pin)).toEqual([]);
  await enroll(world.ctx, { partnerId, programId }, null);
});

/** What is told to the outbox meanwhile. */
async function topicsOf(act: () => Promise<unknown>): Promise<string[]> {
  const topics = () =>
    world.database.asSystem(
      "relay changes",
      (sql) => sql<{ topic: string }[]>`select topic from outbox order by seq`,
    );
  const before = (await topics()).length;
  await act();
  return (await topics()).slice(before).map(({ topic }) => topic);
}

it("the end of a program is told once to the brand and to who is in it, and not long after", async () => {
  let time = now();
  const restore = setClock(() => time);
  const { id } = await createProgram(world.ctx, {
    name: "Summer",
    slug: "summer",
    destinationUrl: "https://acme.example/",
    endsAt: time + HOUR_MS,
    terms: { rules: [RULE] },
  });
  await enroll(world.ctx, { partnerId, programId: id }, null);
  await tellProgramEnds(world.services);
  expect(await written()).toEqual([]);
  time += HOUR_MS;
  await tellProgramEnds(world.services);
  await tellProgramEnds(world.services);
  const letters = await written();
  expect(letters.map(({ recipient }) => recipient)).toEqual(["team@acme.example", "mara@example.com"]);
  expect(letters).toMatchObject([
    {
      template: "program_ended",
      data: { program: "Summer", url: expect.stringContaining(`/programs/${id}`) },
    },
    { template: "program_ended", data: { program: "Summer", url: expect.stringMatching(/\/portal$/) } },
  ]);
  time += 8 * DAY_MS;
  await tellProgramEnds(world.services);
  expect(await written()).toEqual([]);
  restore();
});
