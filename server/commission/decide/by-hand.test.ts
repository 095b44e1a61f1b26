import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { newId } from "@/server/platform/ids";
import { openPayer, type Payer } from "@/tests/support/brand/payer";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

type Posted = { id: string; status: string; reason: string };

let story: Story;
let programId: string;
let partner: StoryPartner;

beforeAll(async () => {
  story = await openStory();
  programId = await story.makeProgram();
  partner = await story.partner("A", programId);
});
afterAll(() => story.drop());

const gift = (more: object = {}) => ({
  partnerId: partner.id,
  programId,
  amount: "25.00",
  currency: "USD",
  reason: "most sales of the month",
  ...more,
});
const give = async (more: object = {}) =>
  (await story.call("POST", "/commissions", gift(more))) as unknown as Posted;
const reverse = (id: string, reason = "a slip") =>
  story.send("POST", `/commissions/${id}/reverse`, { json: { reason } });

describe("an amount given by hand", () => {
  it("is a bonus, approved from the start, which the partner reads with its reason", async () => {
    const { id } = await give();
    const entry = {
      id,
      kind: "bonus",
      status: "approved",
      eventId: null,
      clickDay: null,
      amount: { amount: "25.00", minor: 2_500, currency: "USD" },
      reason: "most sales of the month",
    };
    expect(await story.call("GET", `/commissions/${id}`)).toMatchObject(entry);
    const key = await story.makePartnerKey(partner.id);
    expect((await story.send("GET", `/commissions/${id}`, { key })).json).toMatchObject(entry);
    const other = await story.partner("B", programId);
    const foreign = await story.send("GET", `/commissions/${id}`, {
      key: await story.makePartnerKey(other.id),
    });
    expect(foreign.status).toBe(404);
  });

  it("with a minus in front is taken off, and told apart from a bonus", async () => {
    expect(await give({ amount: "-3.05" })).toMatchObject({ kind: "manual", amount: { minor: -305 } });
  });

  it("is counted exactly, in the currency's own decimals", async () => {
    expect(await give({ amount: 7, currency: "jpy" })).toMatchObject({ amount: { amount: "7", minor: 7 } });
    expect(await give({ amount: "0.001", currency: "KWD" })).toMatchObject({ amount: { minor: 1 } });
  });

  it("is posted once where the same request comes twice", async () => {
    const sent = { json: gift(), headers: { "idempotency-key": story.fresh("gift") } };
    const both = [
      await story.send("POST", "/commissions", sent),
      await story.send("POST", "/commissions", sent),
    ];
    expect(both[1]?.json).toEqual(both[0]?.json);
  });

  it("is given also to who has left the program, or is revoked", async () => {
    const gone = await story.partner("gone", programId);
    await story.call("DELETE", `/programs/${programId}/partners/${gone.id}`);
    await story.call("POST", `/partners/${gone.id}/revoke`, {});
    expect(await give({ partnerId: gone.id })).toMatchObject({ status: "approved" });
  });

  it("stays as it is, whatever is derived again", async () => {
    const { id } = await give();
    const userId = story.fresh("user");
    await story.visit(partner, story.day(0), userId);
    const { eventId } = await story.invoice(userId);
    await story.world.database.inBrand(story.world.brandId, (tx) =>
      story.world.services.rederiveProgram(tx, programId, "a test"),
    );
    await story.rederived();
    expect(await story.ledger(eventId)).toEqual(["A 20.00 accrual pending"]);
    expect(await story.call("GET", `/commissions/${id}`)).toMatchObject({ status: "approved" });
  });

  test.each([
    ["a partner that is not there", { partnerId: newId() }, 404, "partner_not_found"],
    ["a program that is not there", { programId: newId() }, 404, "program_not_found"],
    ["nothing", { amount: "0.00" }, 400, "invalid_amount"],
    ["less than the currency has", { amount: "1.005" }, 400, "invalid_amount"],
    ["more than is counted exactly", { amount: "90071992547409.93" }, 400, "invalid_amount"],
    ["two signs", { amount: "--1" }, 400, "invalid_amount"],
    ["a plus", { amount: "+1" }, 400, "invalid_amount"],
    ["an exponent", { amount: "1e3" }, 400, "invalid_amount"],
    ["a currency of nobody", { currency: "XXQ" }, 400, "invalid_currency"],
    ["no reason", { reason: "" }, 400, "invalid_body"],
    ["a reason too long", { reason: "x".repeat(501) }, 400, "invalid_body"],
  ])("is refused for %s", async (_what, more, status, code) => {
    const reply = await story.send("POST", "/commissions", { json: gift(more) });
    expect(reply).toMatchObject({ status, json: { error: code } });
  });

  it("is refused for a program that the partner never was in", async () => {
    const reply = await story.send("POST", "/commissions", {
      json: gift({ programId: await story.makeProgram() }),
    });
    expect(reply).toMatchObject({ status: 409, json: { error: "not_enrolled" } });
  });
});

describe("an amount by hand that was a mistake", () => {
  it("is reversed once, with both reasons, and stays so", async () => {
    const { id } = await give();
    const preview = { action: "reverse", ids: [id] };
    expect(await story.call("POST", "/commissions/bulk/preview", preview)).toMatchObject({
      entries: 1,
      sums: [{ amount: "25.00" }],
    });
    const reversed = { status: "reversed", reason: "most sales of the month (reversed: a slip)" };
    expect((await reverse(id)).json).toMatchObject(reversed);
    expect((await reverse(id, "again")).json).toMatchObject(reversed);
    const undone = await story.send("POST", `/commissions/${id}/unreverse`, { json: { reason: "no" } });
    expect(undone).toMatchObject({ status: 409, json: { error: "conflict" } });
  });

  it("may be one that was taken off", async () => {
    const { id } = await give({ amount: "-4.00" });
    expect((await reverse(id)).json).toMatchObject({ status: "reversed" });
  });

  it("is told with who did what and why", async () => {
    const { id } = await give({ reason: "for the talk" });
    await reverse(id);
    const { data } = (await story.call("GET", "/changes?area=commissions&limit=2")) as unknown as {
      data: object[];
    };
    const about = { subjectId: id, by: expect.any(String), count: 1 };
    expect(data).toMatchObject([
      { kind: "gift_reversed", ...about },
      { kind: "gave", reason: expect.stringContaining("for the talk"), ...about },
    ]);
  });
});

describe("a payout", () => {
  let payer: Payer;
  beforeAll(async () => {
    payer = await openPayer();
    payer.fund("usd", 1_000_000);
  });
  afterAll(() => payer.drop());

  it("takes it along with what was earned, and from then on only another entry makes up for it", async () => {
    const earner = await payer.earner();
    const post = (amount: string) =>
      payer.call("POST", "/commissions", {
        partnerId: earner.id,
        programId: earner.programId,
        amount,
        currency: "USD",
        reason: "a bonus",
      }) as unknown as Promise<Posted>;
    const { id } = await post("7.00");
    await post("-2.00");
    const { planned } = await payer.run({ partnerIds: [earner.id] });
    expect(planned).toMatchObject([{ amount: { amount: "25.00" }, entries: 3 }]);
    await payer.pay();
    expect(await payer.payout(planned[0]?.payoutId ?? "")).toMatchObject({ status: "paid" });
    const refused = await payer.send("POST", `/commissions/${id}/reverse`, { json: { reason: "a slip" } });
    expect(refused).toMatchObject({ status: 409, json: { error: "conflict" } });
    await post("-7.00");
    const { carriedForward } = await payer.run({ partnerIds: [earner.id] });
    expect(carriedForward).toMatchObject([{ reason: "negative_balance", amount: { amount: "-7.00" } }]);
    const month = new Date(payer.clock.now).toISOString().slice(0, 7);
    const statement = await payer.call("GET", `/partners/${earner.id}/statements/${month}`);
    expect(JSON.stringify(statement)).toContain('"-7.00"');
  });
});
