import type { Metadata } from "next";
import { signIn } from "@/app/_text/public/sign-in";
import { ButtonLink } from "@/app/_ui/form/button";
import { Alone } from "@/app/_ui/page/alone";
import { Notice } from "@/app/_ui/page/notice";
import { sharedServer } from "@/server/api/services";

const { sent: text } = signIn;

export const metadata: Metadata = { title: text.title };
export const dynamic = "force-dynamic";

/** The same page for addresses that are known and for those that are not. */
export default async function LinkSentPage() {
  const { services } = await sharedServer();
  return (
    <Alone title={text.title} lead={text.body}>
      {services.mail.kind === "mailbox" ? (
        <Notice kind="note" className="mb-4">
          {text.mailbox}{" "}
          <a href="/dev/mailbox" className="text-link">
            {text.open}
          </a>
        </Notice>
      ) : null}
      <p className="mb-5 text-sm text-ink-soft">{text.none}</p>
      <ButtonLink href="/sign-in">{text.again}</ButtonLink>
    </Alone>
  );
}
