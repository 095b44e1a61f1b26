import type { Metadata } from "next";
import { signIn } from "@/app/_text/public/sign-in";
import { ButtonLink } from "@/app/_ui/form/button";
import { Submit } from "@/app/_ui/form/submit";
import { Alone } from "@/app/_ui/page/alone";
import { Notice } from "@/app/_ui/page/notice";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";

const { confirm: text } = signIn;

// The address holds what signs in: no link on this page may tell it to another site. Browsers send forms of a page that tells
// it to nobody, ourselves included, without their Origin, by which we believe them.
export const metadata: Metadata = { title: text.button, referrer: "same-origin", robots: { index: false } };
export const dynamic = "force-dynamic";

export default async function ConfirmPage({ searchParams }: { searchParams: SearchParams }) {
  const { email, token, callbackUrl } = await searchOf(searchParams);
  if (!email || !token) {
    return (
      <Alone title={signIn.title}>
        <Notice kind="error" className="mb-5">
          {text.incomplete}
        </Notice>
        <ButtonLink href="/sign-in">{signIn.send}</ButtonLink>
      </Alone>
    );
  }
  return (
    <Alone title={`${text.title} ${email}`} lead={text.body}>
      <form action="/api/auth/callback/email" method="post">
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="callbackUrl" value={callbackUrl ?? "/home"} />
        <Submit className="w-full">{text.button}</Submit>
      </form>
    </Alone>
  );
}
