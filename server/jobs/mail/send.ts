import { cron } from "inngest";
import { sendDueMails } from "@/server/mail/send-due";
import { mailsWaiting, type Tools } from "../client";

/** Sends mails that are due: at once when one was written, and every minute those that wait for their next try. */
export function sendMailFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "send-mail", triggers: [mailsWaiting, cron("* * * * *")], concurrency: { limit: 1 } },
    ({ step }) => step.run("send", () => sendDueMails(services)),
  );
}
