import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY_MS } from "@/server/platform/clock";
import { openStory, type Story, usualTerms } from "@/tests/support/brand/story";
import { Spool } from "../spool/spool";
import { clickRow } from "../testing/row";
import { ClickWriter } from "./writer";

const CLICKS = {
  id: "clicks",
  trigger: "every",
  eventType: "click",
  kind: "fixed",
  value: "0.10",
  currency: "USD",
};

let story: Story;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spool-"));
  story = await openStory();
});
afterAll(async () => {
  await story.drop();
  await rm(folder, { recursive: true });
});

it("clicks that the spool brings days later are paid for where clicks are", async () => {
  const { brandId, services } = story.world;
  const programId = await story.makeProgram({ terms: usualTerms({ rules: [CLICKS] }) });
  const { id: partnerId, linkId } = await story.partner("A", programId);
  const spool = new Spool(folder, { maxBytes: 100_000 });
  const ts = Date.now() - 3 * DAY_MS;
  const click = () => clickRow({ brandId, partnerId, programId, linkId }, ts);
  await spool.append([click(), click(), click()]);
  await spool.close();
  const writer = new ClickWriter({ services, spool, commitLimitMs: 1_000 });
  const paid = async () => {
    const page = await story.call("GET", `/commissions?programId=${programId}`);
    return (page["data"] as { amount: { amount: string } }[]).map((entry) => entry.amount.amount);
  };
  await expect.poll(paid, { timeout: 10_000 }).toEqual(["0.30"]);
  await writer.close();
});
