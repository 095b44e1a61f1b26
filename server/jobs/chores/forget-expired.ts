import { cron } from "inngest";
import { forgetSessions } from "@/server/auth/session/forget";
import { forgetMails } from "@/server/mail/forget";
import { forgetMessages } from "@/server/webhook/forget";
import type { Tools } from "../client";
import { forgetExpiredRecords } from "../expired-records";

/** Forgets what is kept for a time only, every hour. */
export function forgetExpiredFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "forget-expired", triggers: cron("17 * * * *"), singleton: { mode: "skip" } },
    async ({ step }) => {
      await step.run("replies", () => forgetExpiredRecords(services));
      await step.run("sessions", () => forgetSessions(services));
      await step.run("mails", () => forgetMails(services));
      await step.run("messages", () => forgetMessages(services));
    },
  );
}
