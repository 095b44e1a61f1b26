import { SERVER_ADMIN_KEY } from "../support/server/built-server";

let sold = 0;

/** A visitor follows the link of this code, signs up and pays 100.00 USD, as a brand's own server would tell it. */
export async function sellThrough(origin: string, code: string): Promise<void> {
  const userId = `customer-${process.pid}-${++sold}`;
  const { id: cref } = await tell(origin, "/clicks", { code });
  await tell(origin, "/attribution/identify", { cref, userId });
  const sale = { userId, type: "invoice_paid", value: "100.00", currency: "USD", externalId: userId };
  await tell(origin, "/attribution/events", sale);
}

async function tell(origin: string, path: string, body: object): Promise<{ id: string }> {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as { id: string }; // what is recorded has an id
}
