import type { Environment } from "@/server/platform/env";
import { postmarkTransport } from "./postmark";
import { smtpTransport } from "./smtp";
import type { Transport } from "./transport";

type Settings = Pick<Environment, "SMTP_URL" | "POSTMARK_TOKEN" | "MAIL_FROM" | "APP_URL">;

/** The way out that the environment names: SMTP before Postmark, else the local mailbox. */
export function transportOf(env: Settings): Transport {
  const from = env.MAIL_FROM ?? `openpartner@${env.APP_URL ? new URL(env.APP_URL).hostname : "localhost"}`;
  if (env.SMTP_URL) return smtpTransport(env.SMTP_URL, from);
  if (env.POSTMARK_TOKEN) return postmarkTransport(env.POSTMARK_TOKEN, from);
  return {
    kind: "mailbox",
    from,
    send: () => Promise.reject(new Error("The local mailbox sends nothing.")),
    close: () => undefined,
  };
}
