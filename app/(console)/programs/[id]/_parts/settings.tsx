import { programs } from "@/app/_text/console/programs/programs";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input, Select, Textarea } from "@/app/_ui/form/field";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { dayOf } from "@/server/program/terms/calendar";
import { updateProgram } from "../../acts";
import type { LoadedProgram } from "../../load";

const { settings: text } = programs;
type Program = LoadedProgram["program"];

/** A program's settings. Those that only look are shown the ones that matter. */
export function ProgramSettings({ program, writes }: { program: Program; writes: boolean }) {
  return (
    <Panel title={text.title} lead={writes ? text.rederives : undefined}>
      {writes ? (
        <ActionForm action={updateProgram} className="grid gap-5 sm:grid-cols-2">
          <input type="hidden" name="id" value={program.id} />
          <Fields program={program} />
          <Button type="submit" look="primary" className="justify-self-start">
            {programs.save}
          </Button>
        </ActionForm>
      ) : (
        <Facts
          of={[
            [text.slug, program.slug],
            [text.destination, program.destinationUrl],
            [text.currency, program.currency],
            [text.timeZone, program.timeZone],
            [text.approval, text.approvals[program.commissionApproval]],
            [text.coupon, text.coupons[program.couponPriority]],
          ]}
        />
      )}
    </Panel>
  );
}

function Fields({ program }: { program: Program }) {
  const day = (at: string | null): string => (at === null ? "" : dayOf(Date.parse(at), program.timeZone));
  return (
    <>
      <Field label={text.name}>
        <Input name="name" required maxLength={200} defaultValue={program.name} autoComplete="off" />
      </Field>
      <Field label={text.slug} hint={text.slugHint}>
        <Input name="slug" required maxLength={64} defaultValue={program.slug} autoComplete="off" />
      </Field>
      <Field label={text.destination} hint={text.destinationHint}>
        <Input name="destinationUrl" type="url" required defaultValue={program.destinationUrl} />
      </Field>
      <Field label={text.domains} hint={text.domainsHint}>
        <Textarea name="allowedDomains" rows={2} defaultValue={program.allowedDomains.join("\n")} />
      </Field>
      <Field label={text.starts} hint={text.dateHint}>
        <Input name="startsAt" type="date" defaultValue={day(program.startsAt)} />
      </Field>
      <Field label={text.ends} hint={text.dateHint}>
        <Input name="endsAt" type="date" defaultValue={day(program.endsAt)} />
      </Field>
      <Field label={text.timeZone}>
        <Input name="timeZone" defaultValue={program.timeZone} autoComplete="off" />
      </Field>
      <Field label={text.status}>
        <Choice
          name="status"
          value={program.status}
          of={{ active: programs.active, paused: programs.paused }}
        />
      </Field>
      <Field label={text.approval}>
        <Choice name="commissionApproval" value={program.commissionApproval} of={text.approvals} />
      </Field>
      <Field label={text.coupon}>
        <Choice name="couponPriority" value={program.couponPriority} of={text.coupons} />
      </Field>
      <Tick name="cookies" on={program.cookies} label={text.cookies} />
      <Tick name="allowSelfReferral" on={program.allowSelfReferral} label={text.self} />
    </>
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

function Tick({ name, on, label }: { name: string; on: boolean; label: string }) {
  return (
    <label className="flex cursor-pointer items-center gap-3 text-sm">
      <input type="checkbox" name={name} defaultChecked={on} className="size-4 accent-ledger" />
      {label}
    </label>
  );
}
