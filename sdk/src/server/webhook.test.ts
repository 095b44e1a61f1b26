import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyWebhook, WebhookError } from "./webhook";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = `whsec_${Buffer.from("another secret of some length").toString("base64")}`;
const SENT_S = 1_614_265_330;
const BODY = '{"type":"payout.paid","data":{"note":"pagó 5 €"}}';

const sign = (body: string, secret = SECRET, id = "msg_1", timestamp = String(SENT_S)) =>
  `v1,${createHmac("sha256", Buffer.from(secret.slice(6), "base64"))
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64")}`;

const delivery = (signature: string, timestamp = String(SENT_S)) => ({
  "webhook-id": "msg_1",
  "webhook-timestamp": timestamp,
  "webhook-signature": signature,
});

const at = (seconds: number) => ({ now: () => seconds * 1_000 });

describe("verifyWebhook", () => {
  it("returns the id, the time and the payload of a signed delivery", async () => {
    expect(await verifyWebhook(BODY, delivery(sign(BODY)), SECRET, at(SENT_S))).toEqual({
      id: "msg_1",
      sentAt: new Date(SENT_S * 1_000),
      payload: { type: "payout.paid", data: { note: "pagó 5 €" } },
    });
  });

  it("takes the body as bytes, headers of any kind and in any case, and a secret without its prefix", async () => {
    const headers = delivery(sign(BODY));
    const bytes = new TextEncoder().encode(BODY);
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    await verifyWebhook(bytes, new Headers(headers), SECRET, at(SENT_S));
    await verifyWebhook(bytes, upper, SECRET.slice(6), at(SENT_S));
  });

  it("accepts any one of several signatures and of several secrets, for rotation", async () => {
    const headers = delivery(`v1a,AAAA v1,AAAA ${sign(BODY, OTHER)} ${sign(BODY)}`);
    await verifyWebhook(BODY, headers, SECRET, at(SENT_S));
    await verifyWebhook(BODY, headers, OTHER, at(SENT_S));
    await verifyWebhook(BODY, delivery(sign(BODY)), [OTHER, SECRET], at(SENT_S));
  });

  it.each([
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
  ])("a delivery seen %i s after it was signed is accepted: %s", async (age, accepted) => {
    const verified = verifyWebhook(BODY, delivery(sign(BODY)), SECRET, at(SENT_S + age));
    if (accepted) await verified;
    else await expect(verified).rejects.toMatchObject({ code: "timestamp_out_of_range" });
  });

  const many = [...Array(16).fill("v1,AAAA"), sign(BODY)].join(" ");
  it.each<[string, string, Record<string, string>, string, string]>([
    ["a changed body", `${BODY} `, delivery(sign(BODY)), SECRET, "invalid_signature"],
    ["another secret", BODY, delivery(sign(BODY, OTHER)), SECRET, "invalid_signature"],
    ["another time", BODY, delivery(sign(BODY), String(SENT_S + 1)), SECRET, "invalid_signature"],
    ["another version", BODY, delivery(sign(BODY).replace("v1,", "v2,")), SECRET, "invalid_signature"],
    ["a signature that is no base64", BODY, delivery("v1,%%%"), SECRET, "invalid_signature"],
    ["a signature cut short", BODY, delivery(sign(BODY).slice(0, 20)), SECRET, "invalid_signature"],
    ["more than 16 signatures", BODY, delivery(many), SECRET, "invalid_signature"],
    ["no headers", BODY, {}, SECRET, "missing_headers"],
    ["a time in words", BODY, delivery(sign(BODY), "now"), SECRET, "invalid_timestamp"],
    ["a secret that is no base64", BODY, delivery(sign(BODY)), "whsec_?", "invalid_secret"],
    ["an empty secret", BODY, delivery(sign(BODY)), "", "invalid_secret"],
    ["a signed body that is no JSON", "hi", delivery(sign("hi")), SECRET, "invalid_payload"],
    ["a signed body without a type", "{}", delivery(sign("{}")), SECRET, "invalid_payload"],
  ])("%s is refused", async (_name, body, headers, secret, code) => {
    const verified = verifyWebhook(body, headers, secret, at(SENT_S));
    await expect(verified).rejects.toBeInstanceOf(WebhookError);
    await expect(verified).rejects.toMatchObject({ code });
  });
});
