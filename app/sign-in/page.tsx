import type { Metadata } from "next";
import { headers } from "next/headers";
import { signIn as text } from "@/app/_text/public/sign-in";
import { Field, Input } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import { Alone } from "@/app/_ui/page/alone";
import { Notice } from "@/app/_ui/page/notice";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { sharedServer } from "@/server/api/services";
import { viewerOf } from "@/server/auth/session/viewer";
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
      <SignedInAlready />
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

/** Whoever opens a used link is not shut out by it: they may be in already. */
async function SignedInAlready() {
  const { services } = await sharedServer();
  const viewer = await viewerOf(services, (await headers()).get("cookie") ?? undefined);
  if (!viewer?.current) return null;
  return (
    <Notice kind="note" className="mb-5">
      <span className="break-words">{text.already(viewer.email)}</span>{" "}
      <a href="/home" className="text-link">
        {text.goOn}
      </a>
    </Notice>
  );
}
