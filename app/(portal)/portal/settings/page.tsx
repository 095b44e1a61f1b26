import type { Metadata } from "next";
import Link from "next/link";
import { portal } from "@/app/_text/portal/portal";
import { portalSettings } from "@/app/_text/portal/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Field, Input } from "@/app/_ui/form/field";
import { MailForm } from "@/app/_ui/form/mail-form";
import { Submit } from "@/app/_ui/form/submit";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { WithWhy } from "@/app/_ui/value/with-why";
import { signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../../_shell/settings-places";
import { saveMail, saveName } from "./acts";

const { profile: text } = portalSettings;
const MAX_NAME_CHARACTERS = 200;

export const metadata: Metadata = { title: text.title };

export default async function ProfilePage() {
  const { call, place } = await signedIn();
  const one = { id: place.partnerId };
  const [partner, method, mail] = await Promise.all([
    call.partners.getPartner(one),
    call.payoutMethods.getPayoutMethod(one),
    call.partners.getPartnerMail(one),
  ]);
  return (
    <>
      <PageHeader title={portalSettings.title} lead={portalSettings.lead} />
      <SettingsPlaces />
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Panel title={text.title}>
          <ActionForm action={saveName} className="flex flex-col items-start gap-4">
            <Field label={text.name} className="w-full">
              <Input
                name="name"
                required
                maxLength={MAX_NAME_CHARACTERS}
                defaultValue={partner.name}
                autoComplete="name"
              />
            </Field>
            <Submit>{text.save}</Submit>
          </ActionForm>
          <div className="mt-6 border-t border-line pt-5">
            <Facts
              of={[
                [
                  text.email,
                  <WithWhy key="email" why={text.emailWhy}>
                    {partner.email}
                  </WithWhy>,
                ],
                [text.paid, <Paid key="paid" way={portal.payouts.how.rails[method.rail]} />],
              ]}
            />
          </div>
        </Panel>
        <MailForm words={text} wanted={mail} action={saveMail} />
      </div>
    </>
  );
}

function Paid({ way }: { way: string }) {
  return (
    <>
      {way}
      <Link href="/portal/payouts#how" className="text-link mt-0.5 block w-fit">
        {text.paidLink}
      </Link>
    </>
  );
}
