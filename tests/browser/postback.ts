import { emailOf, PARTNERS } from "@/server/demo/history/roster";

/** A postback of the partner as whom one signs in to the demonstration, with one call of it. */
export type Postback = { id: string; deliveryId: string };

export async function addPostback(origin: string, adminKey: string): Promise<Postback> {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const reply = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  // The API's own tests hold the form of these replies.
  const { data } = (await call("GET", "/partners?limit=100")) as { data: { id: string; email: string }[] };
  const partner = data.find(({ email }) => email === emailOf(PARTNERS[0]));
  const { id } = (await call("POST", "/postbacks", {
    partnerId: partner?.id,
    url: "https://tracker.invalid/of-a-page?id={click_id}",
  })) as { id: string };
  const delivery = (await call("POST", `/postbacks/${id}/test`)) as { id: string };
  return { id, deliveryId: delivery.id };
}
