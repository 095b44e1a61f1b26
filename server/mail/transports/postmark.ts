import { SECOND_MS } from "@/server/platform/clock";
import { type OutgoingMail, Refused, type Transport } from "./transport";

const API = "https://api.postmarkapp.com";
const TIMEOUT_MS = 20 * SECOND_MS;
/** The address is inactive (406), or malformed (300): https://postmarkapp.com/developer/api/overview#error-codes */
const POINTLESS = new Set([300, 406]);

/** Sends through Postmark's API, with a server's token. */
export function postmarkTransport(token: string, from: string, api: string = API): Transport {
  return {
    kind: "postmark",
    from,
    async send(mail: OutgoingMail) {
      const response = await fetch(`${api}/email`, {
        method: "POST",
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "x-postmark-server-token": token,
        },
        body: JSON.stringify(messageOf(mail)),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok) return;
      const said = (await response.json().catch(() => ({}))) as { ErrorCode?: number; Message?: string };
      const message = `Postmark answered ${response.status}: ${said.Message ?? "no reason given"}`;
      throw POINTLESS.has(said.ErrorCode ?? 0) ? new Refused(message) : new Error(message);
    },
    close: () => undefined,
  };
}

function messageOf(mail: OutgoingMail) {
  const headers = { ...mail.headers, "Message-ID": mail.messageId };
  return {
    From: `${JSON.stringify(mail.from.name)} <${mail.from.address}>`,
    To: mail.to,
    Subject: mail.subject,
    HtmlBody: mail.html,
    TextBody: mail.text,
    Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
  };
}
