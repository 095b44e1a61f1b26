import type { Metadata } from "next";
import { installText } from "@/app/_text/public/install";
import { ButtonLink } from "@/app/_ui/form/button";
import { Frame } from "@/app/_ui/page/frame";
import { signedIn } from "@/app/(console)/_data/signed-in";
import { TestSale } from "./test-sale";

const { done: text } = installText;
export const metadata: Metadata = { title: text.title };
export const dynamic = "force-dynamic";

export default async function InstallDonePage() {
  await signedIn();
  return (
    <Frame>
      <div className="mx-auto max-w-2xl py-12 sm:py-16">
        <h1 className="text-2xl font-semibold tracking-tight">{text.title}</h1>
        <p className="mt-2 text-ink-soft">{text.lead}</p>
        <TestSale />
        <p className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href="/overview">{text.next}</ButtonLink>
          <ButtonLink href="/developers" look="quiet">
            {text.guide}
          </ButtonLink>
        </p>
      </div>
    </Frame>
  );
}
