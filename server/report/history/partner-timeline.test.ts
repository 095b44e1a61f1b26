import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/server/auth/context";
import { newId, parseId } from "@/server/platform/ids";
import { openStory, type Story } from "@/tests/support/brand/story";
import { partnerFigures } from "../figures/partner-figures";
import { partnerTimeline } from "./partner-timeline";

let story: Story;
let ctx: Context;

beforeAll(async () => {
  story = await openStory();
  const { services, brandId } = story.world;
  ctx = { services, actor: { kind: "system", brandId } };
});
afterAll(() => story.drop());

const idOf = (text: string) => parseId(text) ?? newId();

describe("a partner's timeline", () => {
  it("tells everything that happened and was decided, the latest first, with who and why", async () => {
    const partner = await story.partner("A", await story.makeProgram());
    const userId = story.fresh("user");
    await story.visit(partner, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    const [entry] = await story.entries(eventId);
    await story.call("POST", `/commissions/${entry?.id}/reverse`, { reason: "a test order" });
    await story.call("POST", `/partners/${partner.id}/revoke`, { reason: "spam" });
    await story.call("POST", `/partners/${partner.id}/reinstate`);
    const steps = await partnerTimeline(ctx, idOf(partner.id));
    expect(new Set(steps.map((step) => step.kind))).toEqual(
      new Set(["added", "enrolled", "link", "reversed", "revoked", "reinstated"]),
    );
    expect(steps.find((step) => step.kind === "reversed")).toMatchObject({ reason: "a test order" });
    expect(steps.find((step) => step.kind === "revoked")).toMatchObject({ reason: "spam" });
    expect(steps.find((step) => step.kind === "link")).toMatchObject({ about: partner.code });
    const times = steps.map((step) => step.at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it("of nobody is refused", async () => {
    await expect(partnerTimeline(ctx, newId())).rejects.toMatchObject({ code: "partner_not_found" });
  });
});

describe("the figures beside a list of partners", () => {
  it("count clicks that count and what is not reversed, by currency", async () => {
    const partner = await story.partner("B", await story.makeProgram());
    const userId = story.fresh("user");
    await story.visit(partner, story.day(0), userId);
    await story.click(partner, story.day(1), { verdict: "bot" });
    await story.invoice(userId);
    await story.invoice(userId, { value: "10.00", currency: "EUR" });
    const figures = await partnerFigures(ctx, [partner.id, newId(), "nobody"], 0);
    expect([...figures]).toEqual([
      [
        partner.id,
        {
          clicks: 1,
          earned: [
            { currency: "EUR", amount: 200n },
            { currency: "USD", amount: 2_000n },
          ],
        },
      ],
    ]);
  });
});
