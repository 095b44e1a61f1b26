import { createTransport } from "nodemailer";
import { SECOND_MS } from "@/server/platform/clock";
import { type OutgoingMail, Refused, type Transport } from "./transport";

const TIMEOUT_MS = 20 * SECOND_MS;
const PERMANENT = 500;
/** Being refused as a sender says nothing about the mail: it may be taken once the settings are right. */
const OUR_FAULT = new Set([530, 534, 535, 538]);

/** Sends through an SMTP server: `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
export function smtpTransport(url: string, from: string): Transport {
  const smtp = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    kind: "smtp",
    from,
    async send(mail: OutgoingMail) {
      try {
        await smtp.sendMail(mail);
      } catch (error) {
        throw refused(error) ?? error;
      }
    },
    close: () => smtp.close(),
  };
}

function refused(error: unknown): Refused | null {
  const code = (error as { responseCode?: unknown }).responseCode;
  if (typeof code !== "number" || code < PERMANENT || OUR_FAULT.has(code)) return null;
  return new Refused(error instanceof Error ? error.message : String(error));
}
