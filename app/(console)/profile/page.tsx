import type { Metadata } from "next";
import { consoleText } from "@/app/_text/console/console";
import { profile as text } from "@/app/_text/profile";
import { ActionForm } from "@/app/_ui/form/action-form";
import { MailKinds } from "@/app/_ui/form/mail-kinds";
import { Submit } from "@/app/_ui/form/submit";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { signedIn } from "../_data/signed-in";
import { saveMail } from "./acts";

export const metadata: Metadata = { title: text.title };

export default async function ProfilePage() {
  const { call, place, viewer } = await signedIn();
  const wanted = await call.memberMail.getMemberMail({ id: place.memberId });
  return (
    <>
      <PageHeader title={text.title} lead={text.lead(place.brandName)} />
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Panel title={text.about}>
          <Facts
            of={[
              [text.email, <Email key="email" address={viewer.email} />],
              [text.role, consoleText.role[place.role]],
            ]}
          />
        </Panel>
        <Panel title={text.mail} lead={text.mailLead}>
          <ActionForm action={saveMail} className="flex flex-col items-start gap-3 text-sm">
            <MailKinds of={text.kinds} wanted={wanted} />
            <Submit className="mt-2">{text.save}</Submit>
          </ActionForm>
        </Panel>
      </div>
    </>
  );
}

function Email({ address }: { address: string }) {
  return (
    <>
      {address}
      <span className="mt-0.5 block text-[0.8125rem] text-ink-soft">{text.emailWhy}</span>
    </>
  );
}
