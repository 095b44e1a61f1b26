import { emailOf, PARTNERS } from "@/server/demo/history/roster";
import { type Call, callAs } from "../../support/server/call";

// What the partner as whom one signs in to the demonstration has beside its history, made through the API, whose own tests hold the
// form of these replies.

/** A postback, with one call of it. */
export type Postback = { id: string; deliveryId: string };

export async function addPostback(origin: string, adminKey: string): Promise<Postback> {
  const call = callAs(origin, adminKey);
  const partnerId = await partner(call);
  const url = "https://tracker.invalid/of-a-page?id={click_id}";
  const { id } = (await call("POST", "/postbacks", { partnerId, url })) as { id: string };
  const delivery = (await call("POST", `/postbacks/${id}/test`)) as { id: string };
  return { id, deliveryId: delivery.id };
}

/** The id of a payout of what is approved. */
export async function addPayout(origin: string, adminKey: string): Promise<string> {
  const call = callAs(origin, adminKey);
  const body = { partnerIds: [await partner(call)] };
  const { planned } = (await call("POST", "/payouts/run", body)) as { planned: { payoutId: string }[] };
  if (!planned[0]) throw new Error("nothing is approved that could be paid");
  return planned[0].payoutId;
}

async function partner(call: Call): Promise<string> {
  const { data } = (await call("GET", "/partners?limit=100")) as { data: { id: string; email: string }[] };
  const found = data.find(({ email }) => email === emailOf(PARTNERS[0]));
  if (!found) throw new Error("the demonstration has no such partner");
  return found.id;
}
