import type { Metadata } from "next";
import { consoleText } from "@/app/_text/console/console";
import { profile as text } from "@/app/_text/profile";
import { MailForm } from "@/app/_ui/form/mail-form";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { WithWhy } from "@/app/_ui/value/with-why";
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
              [
                text.email,
                <WithWhy key="email" why={text.emailWhy}>
                  {viewer.email}
                </WithWhy>,
              ],
              [text.role, consoleText.role[place.role]],
            ]}
          />
        </Panel>
        <MailForm words={text} wanted={wanted} action={saveMail} />
      </div>
    </>
  );
}
