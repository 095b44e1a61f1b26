import { InngestTestEngine } from "@inngest/test";
import { Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { MINUTE_MS } from "@/server/platform/clock";
import { fanOut } from "@/server/webhook/fan-out";
import { openPost, type Post } from "@/server/webhook/testing/post";
import { openReceiver, type TestReceiver } from "@/server/webhook/testing/receiver";
import { openShop, type Shop } from "@/tests/support/brand/shop";
import { deliverFunction } from "./deliver";
import { findDueFunction } from "./find-due";

let shop: Shop;
let receiver: TestReceiver;
let post: Post;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.drop());
beforeEach(async () => {
  receiver = await openReceiver();
  post = await openPost(shop.world);
  await shop.call("POST", "/webhooks", { url: receiver.url });
});
afterEach(async () => {
  post.end();
  await receiver.close();
});

/** What functions sent to the engine. */
const sent: { name: string; data: { brandId: string } }[] = [];
const inngest = new Inngest({
  id: "test",
  eventKey: "test",
  fetch: (_url, init) => {
    const events = JSON.parse(String(init?.body)) as typeof sent; // as the SDK writes it
    sent.push(...events);
    return Promise.resolve(Response.json({ ids: events.map(() => "id"), status: 200 }));
  },
});
const tools = () => ({ inngest, services: shop.world.services });
const deliver = (data: { brandId: string } = { brandId: shop.world.brandId }) =>
  new InngestTestEngine({
    function: deliverFunction(tools()),
    events: [{ name: "deliveries/due", data }],
  }).execute();
/** What the minute's round asks for. */
async function round(): Promise<typeof sent> {
  sent.length = 0;
  await new InngestTestEngine({ function: findDueFunction(tools()) }).execute();
  return [...sent];
}

it("a run sends what is due", async () => {
  await shop.makePartner();
  await fanOut(shop.world.services, shop.world.brandId, await post.changes());
  expect((await deliver()).error).toBeUndefined();
  expect(receiver.requests).toHaveLength(1);
});

it("the minute's round asks for brands that have something due, so an outage of an hour ends by itself", async () => {
  receiver.answer = () => ({ status: 503 });
  for (let i = 0; i < 10; i++) await shop.makePartner();
  await fanOut(shop.world.services, shop.world.brandId, await post.changes());
  await deliver();
  expect(await round()).toEqual([]);
  const live = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute++) {
      post.wait(MINUTE_MS);
      for (const { data } of await round()) await deliver(data);
    }
  };
  await live(60);
  const failed = receiver.requests.length;
  receiver.answer = () => ({ status: 200 });
  await live(15);
  expect(receiver.requests.length - failed).toBe(10);
  expect(await round()).toEqual([]);
});
