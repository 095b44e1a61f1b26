import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { verifyWebhook } from "@/sdk/src/server/webhook";
import { newWebhookSecret, signedHeaders } from "./signature";

const BODY = '{"type":"payout.paid","data":{"note":"pagó 5 €"}}';
const OLD = newWebhookSecret();
const NEW = newWebhookSecret();
const message = { id: "01ARZ3NDEKTSV4RRFFQ69G5FAV", content: BODY };

test("what is signed passes the verifier of Standard Webhooks, and ours", async () => {
  const headers = signedHeaders(message, [NEW], Date.now());
  expect(new Webhook(NEW).verify(BODY, headers)).toEqual(JSON.parse(BODY));
  expect(await verifyWebhook(BODY, headers, NEW)).toMatchObject({
    id: message.id,
    payload: JSON.parse(BODY),
  });
});

test("it is what that library signs itself", () => {
  const at = new Date("2026-11-21T10:00:00Z");
  const headers = signedHeaders(message, [NEW], at.getTime());
  expect(headers["webhook-signature"]).toBe(new Webhook(NEW).sign(message.id, at, BODY));
});

test("while one secret replaces another, either verifies", async () => {
  const headers = signedHeaders(message, [NEW, OLD], Date.now());
  for (const secret of [NEW, OLD]) {
    expect(new Webhook(secret).verify(BODY, headers)).toBeDefined();
    await verifyWebhook(BODY, headers, secret);
  }
  const later = signedHeaders(message, [NEW], Date.now());
  expect(() => new Webhook(OLD).verify(BODY, later)).toThrow();
});

test("a changed body is refused", () => {
  const headers = signedHeaders(message, [NEW], Date.now());
  expect(() => new Webhook(NEW).verify(`${BODY} `, headers)).toThrow();
});
