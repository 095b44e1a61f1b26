import { programDoors } from "@/app/_text/console/programs/doors";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input, Select } from "@/app/_ui/form/field";
import { Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import { removeReward, setReward } from "../../door-acts";
import type { LoadedProgram } from "../../load";

const { reward: text, cancel } = programDoors;
const MOST_CODES = 20;
type Detail = LoadedProgram["reward"];
type Set = NonNullable<Detail["reward"]>;

/** What customers get who use a code, how its codes stand at Stripe, and the form that changes it. */
export function Reward({ programId, of, writes }: { programId: string; of: Detail; writes: boolean }) {
  const { reward, codes } = of;
  const id = <input type="hidden" name="id" value={programId} />;
  return (
    <Panel title={text.title} lead={text.lead}>
      <p className="text-sm font-medium">{reward === null ? text.none : words(reward)}</p>
      {reward === null ? null : <Codes of={codes} />}
      {writes ? (
        <>
          <ActionForm action={setReward} className="mt-5 grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
            {id}
            <RewardFields of={reward} />
            <Button type="submit" className="justify-self-start">
              {text.save}
            </Button>
          </ActionForm>
          {reward === null ? null : (
            <div className="mt-3">
              <Confirm
                name={text.remove}
                title={text.removeTitle}
                effect={text.removeEffect(codes.filter(({ active }) => active).length)}
                cancel={cancel}
                action={removeReward}
              >
                {id}
              </Confirm>
            </div>
          )}
        </>
      ) : null}
    </Panel>
  );
}

function words({ kind, value, currency, months }: Set): string {
  if (kind === "free_months") return text.freeMonths(value);
  const what = kind === "amount" ? text.amount(value, currency ?? "") : text.percent(value);
  return text.whole(what, months === null ? text.once : months === 0 ? text.always : text.forMonths(months));
}

function Codes({ of }: { of: Detail["codes"] }) {
  if (of.length === 0) return null;
  return (
    <div className="mt-4 text-sm">
      <h3 className="mb-2 text-ink-soft">{text.codes}</h3>
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {of.slice(0, MOST_CODES).map(({ couponId, code, active, promotionCode, reason }) => (
          <li key={couponId} className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-xs break-all">{code}</code>
            <Badge tone={active ? "ledger" : reason === null ? "derived" : "negative"} why={reason}>
              {active ? text.on : promotionCode === null ? text.waits : text.off}
            </Badge>
          </li>
        ))}
        {of.length > MOST_CODES ? (
          <li className="text-ink-soft">{text.more(of.length - MOST_CODES)}</li>
        ) : null}
      </ul>
    </div>
  );
}

function RewardFields({ of }: { of: Set | null }) {
  const months = of?.months ?? null;
  const lasts = months === null ? "once" : months === 0 ? "always" : "months";
  return (
    <>
      <Field label={text.kind}>
        <Options name="kind" value={of?.kind ?? "percent"} of={text.kinds} />
      </Field>
      <Field label={text.value} hint={text.valueHint}>
        <Input name="value" required inputMode="decimal" autoComplete="off" defaultValue={of?.value ?? ""} />
      </Field>
      <Field label={text.currency} hint={text.currencyHint}>
        <Input name="currency" maxLength={3} autoComplete="off" defaultValue={of?.currency ?? ""} />
      </Field>
      <Field label={text.lasts}>
        <Options name="lasts" value={lasts} of={text.lastsKinds} />
      </Field>
      <Field label={text.months} hint={text.monthsHint}>
        <Input name="months" type="number" min={1} max={120} defaultValue={months || ""} />
      </Field>
    </>
  );
}

function Options({ name, value, of }: { name: string; value: string; of: Readonly<Record<string, string>> }) {
  return (
    <Select name={name} defaultValue={value}>
      {Object.entries(of).map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </Select>
  );
}
