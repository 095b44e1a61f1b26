import type { Metadata } from "next";
import { signIn as text } from "@/app/_text/public/sign-in";
import { Field, Input } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import { Alone } from "@/app/_ui/page/alone";
import { Notice } from "@/app/_ui/page/notice";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { DemoDoors } from "./demo-doors";

export const metadata: Metadata = { title: text.title };
export const dynamic = "force-dynamic";

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { error, email, invited } = await searchOf(searchParams);
  return (
    <Alone title={text.title} lead={invited ? text.invited : text.lead}>
      {error ? (
        <Notice kind="error" className="mb-5">
          {text.problems[error] ?? text.problems["other"]}
        </Notice>
      ) : null}
      <form action="/api/auth/signin/email" method="post" className="flex flex-col gap-4">
        <input type="hidden" name="callbackUrl" value="/home" />
        <Field label={text.email} hint={text.hint}>
          <Input
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="email"
            defaultValue={email ?? ""}
          />
        </Field>
        <Submit>{text.send}</Submit>
      </form>
      <DemoDoors />
    </Alone>
  );
}
