import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header of a payload: its time in Unix seconds, and an HMAC over both. */
export function signatureOf(payload: string, secret: string, time: number): string {
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${payload}`).digest("hex")}`;
}
