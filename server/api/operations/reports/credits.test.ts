import { afterAll, beforeAll, expect, it } from "vitest";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";

type Page = { data: { id: string; customerId: string; share: number; earned: { minor: number }[] }[] };
const CUSTOMER = "grace@customers.test";

let story: Story;
let ann: StoryPartner;
let bob: StoryPartner;
let saleId: string;

beforeAll(async () => {
  story = await openStory();
  const program = await story.makeProgram();
  ann = await story.partner("Ann", program);
  bob = await story.partner("Bob", program);
  await story.visit(ann, story.day(2), CUSTOMER);
  await story.invoice("nobody");
  saleId = (await story.invoice(CUSTOMER)).eventId;
});
afterAll(() => story.drop());

const get = async (path: string): Promise<Page> => (await story.send("GET", path)).json as Page;

it("a partner's customers and events are those they are credited with, with what they earned", async () => {
  const customers = await get(`/partners/${ann.id}/customers`);
  const events = await get(`/partners/${ann.id}/credited-events`);
  expect(events.data).toMatchObject([{ id: saleId, customerId: customers.data[0]?.id, share: 1 }]);
  expect(customers.data).toMatchObject([{ events: 1, earned: events.data[0]?.earned }]);
  expect(events.data[0]?.earned[0]?.minor).toBeGreaterThan(0);
  const own = `/partners/${ann.id}/credited-events?customerId=`;
  expect((await get(`${own}${customers.data[0]?.id}`)).data.length).toBe(1);
  expect((await get(`${own}${saleId}`)).data).toEqual([]);
  expect((await get(`/partners/${bob.id}/customers`)).data).toEqual([]);
});

it("nothing in them says who a customer is", async () => {
  const told = [await get(`/partners/${ann.id}/customers`), await get(`/partners/${ann.id}/credited-events`)];
  expect(JSON.stringify(told)).not.toContain("grace");
});
