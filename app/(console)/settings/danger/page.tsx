import type { Metadata } from "next";
import { danger as text } from "@/app/_text/console/danger";
import { ButtonLink } from "@/app/_ui/form/button";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { brandSettings } from "../../_data/brand";
import { signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../_parts/places";
import { AllKeys } from "./all-keys";
import { AllLinks } from "./all-links";
import { AllSessions } from "./all-sessions";

export const metadata: Metadata = { title: text.title };

export default async function DangerPage() {
  const [{ call, place }, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const { links, signedIn: signed, apiKeys } = await call.safety.getSafety();
  const owns = place.role === "owner";
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      {owns ? null : (
        <Notice kind="note" className="mb-6">
          {text.owners}
        </Notice>
      )}
      <div className="flex flex-col gap-6">
        <AllLinks of={links} timeZone={timeZone} owns={owns} />
        <AllSessions of={signed} owns={owns} />
        <AllKeys of={apiKeys} owns={owns} />
        <Panel title={text.remove.title} lead={text.remove.lead}>
          <p className="mb-4 max-w-[72ch] text-sm text-ink-soft">{text.remove.body}</p>
          <ButtonLink href="/data">{text.remove.action}</ButtonLink>
        </Panel>
      </div>
    </>
  );
}
