import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ingest } from "@/server/event/intake/ingest";
import { enroll } from "@/server/partner/membership/enroll";
import { reinstatePartner } from "@/server/partner/membership/reinstate";
import { revokePartner } from "@/server/partner/membership/revoke";
import { unenroll } from "@/server/partner/membership/unenroll";
import { updatePartner } from "@/server/partner/update";
import { HOUR_MS } from "@/server/platform/clock";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

const ADDRESS = "the-partner@customers.test";
const NOTICEABLE_MS = 200;

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.drop());

type Change = (partner: StoryPartner) => Promise<unknown>;
const membership = ({ id, programId }: StoryPartner) => ({ partnerId: id, programId });
const revoke: Change = ({ id }) => revokePartner(story.world.ctx, id, { reason: null });
const reinstate: Change = ({ id }) => reinstatePartner(story.world.ctx, id);
const leave: Change = (partner) => unenroll(story.world.ctx, membership(partner));
const join: Change = (partner) => enroll(story.world.ctx, membership(partner), null);
const rename: Change = ({ id }) => updatePartner(story.world.ctx, id, { email: ADDRESS });
const nothing: Change = async () => undefined;

it.each([
  { change: "who is revoked", before: nothing, during: revoke, ledger: ["A 20.00 accrual reversed"] },
  { change: "who is reinstated", before: revoke, during: reinstate, ledger: ["A 20.00 accrual pending"] },
  {
    change: "who is taken out of the program",
    before: nothing,
    during: leave,
    ledger: ["A 20.00 accrual reversed"],
  },
  { change: "who is put into it again", before: leave, during: join, ledger: ["A 20.00 accrual pending"] },
  {
    change: "who is given the customer's address",
    before: nothing,
    during: rename,
    ledger: ["A 20.00 accrual reversed"],
  },
])(
  "a partner $change while an event is derived: the event stands as the roster says then",
  async ({ before, during, ledger }) => {
    const { database, brandId, ctx } = story.world;
    const partner = await story.partner("A", await story.makeProgram());
    const userId = story.fresh("user");
    const cref = await story.click(partner, story.day(0));
    await story.call("POST", "/attribution/identify", { cref, userId, email: ADDRESS });
    await before(partner);
    let commit: () => void = () => undefined;
    const committing = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let derived: () => void = () => undefined;
    const isDerived = new Promise<void>((resolve) => {
      derived = resolve;
    });
    const sale = {
      userId,
      type: "invoice_paid",
      value: "100",
      externalId: story.fresh("in"),
      source: "api",
    } as const;
    const event = database.inBrand(brandId, async (tx) => {
      const [told] = await ingest({ ...ctx, tx }, [{ ...sale, ts: Date.now() + HOUR_MS }]);
      derived();
      await committing;
      return told;
    });
    await isDerived;
    let changed = false;
    const changing = during(partner).then(() => {
      changed = true;
    });
    await sleep(NOTICEABLE_MS);
    expect(changed).toBe(false);
    commit();
    const [told] = await Promise.all([event, changing]);
    expect(told?.ok === true ? await story.ledger(told.eventId) : told).toEqual(ledger);
  },
);
