import type { Metadata } from "next";
import { installText as text } from "@/app/_text/public/install";
import { ButtonLink } from "@/app/_ui/form/button";
import { Alone } from "@/app/_ui/page/alone";
import { Frame } from "@/app/_ui/page/frame";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { currenciesFor } from "@/app/(console)/programs/load";
import { sharedServer } from "@/server/api/services";
import { PAID_CURRENCIES } from "@/server/money/currency";
import { isInstallOpen } from "@/server/setup/install";
import { Wizard } from "./wizard";

export const metadata: Metadata = { title: text.title, referrer: "same-origin" };
export const dynamic = "force-dynamic";

export default async function InstallPage({ searchParams }: { searchParams: SearchParams }) {
  const { code } = await searchOf(searchParams);
  const { services, api } = await sharedServer();
  const brandId = await api.gate.homeBrand();
  if (!brandId || !(await isInstallOpen(services, brandId))) {
    return (
      <Alone title={text.closed.title} lead={text.closed.lead}>
        <ButtonLink href="/sign-in" look="primary">
          {text.closed.signIn}
        </ButtonLink>
      </Alone>
    );
  }
  if (!code) return <Alone title={text.noCode.title} lead={text.noCode.lead} />;
  const { kind, from } = services.mail;
  return (
    <Frame>
      <div className="mx-auto max-w-2xl py-12 sm:py-16">
        <h1 className="text-2xl font-semibold tracking-tight">{text.title}</h1>
        <Wizard
          code={code}
          currencies={[...PAID_CURRENCIES]}
          offered={currenciesFor("USD")}
          timeZones={Intl.supportedValuesOf("timeZone")}
          mail={kind === "mailbox" ? text.mail.mailbox : text.mail[kind](from)}
          keepsMail={kind === "mailbox"}
        />
      </div>
    </Frame>
  );
}
