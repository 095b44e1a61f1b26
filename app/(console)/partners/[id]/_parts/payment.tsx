import { partnerPayment as text } from "@/app/_text/console/partner-payment";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input, Select, Textarea } from "@/app/_ui/form/field";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { WithWhy } from "@/app/_ui/value/with-why";
import type { PartnerPage } from "../load";
import { makeOnboardingLink, setPayment } from "../payment-acts";

type Props = Pick<PartnerPage, "partner" | "method"> & { writes: boolean };

/** How the partner is paid, what keeps Stripe from it, and for members who may, both to change. */
export function Payment({ partner, method, writes }: Props) {
  const { rail, preference, recipient, blocked } = method;
  const byFile = rail === "paypal_file" || rail === "wise_file";
  return (
    <Panel title={text.title}>
      <Facts
        of={[
          [
            text.way,
            <WithWhy key="way" why={preference === null ? text.usual : text.theirs}>
              {text.rails[rail]}
            </WithWhy>,
          ],
          ...(byFile ? ([[text.recipient, recipient]] as const) : []),
          ...(blocked === null ? [] : ([[text.blocked, blocked]] as const)),
        ]}
      />
      {writes ? (
        <>
          <details className="mt-4 border-t border-line pt-4">
            <summary className="cursor-pointer text-sm font-medium">{text.change}</summary>
            <Change partner={partner} method={method} />
          </details>
          {blocked === null ? null : <Onboarding partnerId={partner.id} />}
        </>
      ) : null}
    </Panel>
  );
}

function Change({ partner, method }: Pick<Props, "partner" | "method">) {
  const { preference, recipient, instructions, usual } = method;
  return (
    <ActionForm action={setPayment} className="mt-4 flex flex-col gap-4">
      <input type="hidden" name="id" value={partner.id} />
      <Field label={text.wayLabel}>
        <Select name="rail" defaultValue={preference ?? ""}>
          <option value="">{text.usualChoice(text.rails[usual])}</option>
          {Object.entries(text.rails).map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.recipient} hint={text.recipientHint}>
        <Input
          name="recipient"
          type="email"
          maxLength={254}
          autoComplete="off"
          defaultValue={recipient === partner.email ? "" : recipient}
        />
      </Field>
      <Field label={text.instructions} hint={text.instructionsHint}>
        <Textarea name="instructions" rows={3} maxLength={1_000} defaultValue={instructions ?? ""} />
      </Field>
      <Button type="submit" className="self-start">
        {text.save}
      </Button>
    </ActionForm>
  );
}

function Onboarding({ partnerId }: { partnerId: string }) {
  return (
    <div className="mt-4 border-t border-line pt-4">
      <h3 className="text-sm font-medium">{text.onboarding}</h3>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{text.onboardingLead}</p>
      <ActionForm action={makeOnboardingLink} className="flex flex-col gap-3">
        <input type="hidden" name="id" value={partnerId} />
        <Field label={text.country} hint={text.countryHint}>
          <Input name="country" maxLength={2} autoComplete="off" className="w-24" />
        </Field>
        <Button type="submit" className="self-start">
          {text.makeLink}
        </Button>
      </ActionForm>
    </div>
  );
}
