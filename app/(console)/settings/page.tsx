import type { Metadata } from "next";
import { settings } from "@/app/_text/console/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input, Select, Textarea } from "@/app/_ui/form/field";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { PAID_CURRENCIES } from "@/server/money/currency";
import { brandSettings } from "../_data/brand";
import { mayWrite, signedIn } from "../_data/signed-in";
import { SettingsPlaces } from "./_parts/places";
import { saveBrand } from "./acts";
import { PARTNER_RAILS } from "./rails";
import { writeThresholds } from "./thresholds";

const { brand: text } = settings;
export const metadata: Metadata = { title: settings.title };

export default async function BrandPage() {
  const [member, brand] = await Promise.all([signedIn(), brandSettings()]);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      {mayWrite(member) ? (
        <ActionForm action={saveBrand} className="flex flex-col gap-6">
          <Panel className="grid gap-5 sm:grid-cols-2">
            <About brand={brand} />
          </Panel>
          <Panel title={text.payouts}>
            <Payouts brand={brand} />
          </Panel>
          <Button type="submit" look="primary" className="self-start">
            {settings.save}
          </Button>
        </ActionForm>
      ) : (
        <Panel>
          <Facts
            of={[
              [text.name, brand.name],
              [text.support, brand.supportEmail ?? text.none],
              [text.currency, brand.currency],
              [text.timeZone, brand.timeZone],
              [text.thresholds, writeThresholds(brand.payoutThresholds) || text.none],
            ]}
          />
        </Panel>
      )}
    </>
  );
}

type Brand = Awaited<ReturnType<typeof brandSettings>>;

function About({ brand }: { brand: Brand }) {
  return (
    <>
      <Field label={text.name}>
        <Input name="name" required maxLength={200} defaultValue={brand.name} autoComplete="organization" />
      </Field>
      <Field label={text.support} hint={text.supportHint}>
        <Input name="supportEmail" type="email" defaultValue={brand.supportEmail ?? ""} autoComplete="off" />
      </Field>
      <Field label={text.currency} hint={text.defaultsHint}>
        <Select name="currency" defaultValue={brand.currency}>
          {[...new Set([brand.currency, ...PAID_CURRENCIES])].sort().map((code) => (
            <option key={code}>{code}</option>
          ))}
        </Select>
      </Field>
      <Field label={text.timeZone} hint={text.timeZoneHint}>
        <Input name="timeZone" required defaultValue={brand.timeZone} autoComplete="off" spellCheck={false} />
      </Field>
    </>
  );
}

function Payouts({ brand }: { brand: Brand }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label={text.schedule}>
        <Choice name="payoutSchedule" value={brand.payoutSchedule} of={text.schedules} />
      </Field>
      <Field label={text.rail}>
        <Choice name="payoutRail" value={brand.payoutRail} of={text.rails} />
      </Field>
      <fieldset className="text-sm">
        <legend className="mb-1.5 font-medium">{text.partnerRails}</legend>
        <div className="flex flex-col gap-2">
          {PARTNER_RAILS.map((rail) => (
            <label key={rail} className="flex cursor-pointer items-center gap-2.5">
              <input
                type="checkbox"
                name="partnerPayoutRails"
                value={rail}
                defaultChecked={brand.partnerPayoutRails.includes(rail)}
                className="size-4 accent-ledger"
              />
              {text.rails[rail]}
            </label>
          ))}
        </div>
        <p className="mt-1.5 text-[0.8125rem] text-ink-soft">{text.partnerRailsHint}</p>
      </fieldset>
      <Field label={text.thresholds} hint={text.thresholdsHint}>
        <Textarea name="thresholds" defaultValue={writeThresholds(brand.payoutThresholds)} />
      </Field>
    </div>
  );
}

function Choice({ name, value, of }: { name: string; value: string; of: Readonly<Record<string, string>> }) {
  return (
    <Select name={name} defaultValue={value}>
      {Object.entries(of).map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </Select>
  );
}
