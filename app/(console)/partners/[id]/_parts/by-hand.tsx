import { partners } from "@/app/_text/console/partners";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input, Select, Textarea } from "@/app/_ui/form/field";
import { postByHand } from "../acts";
import type { PartnerPage } from "../load";

const { byHand: text } = partners;
type Props = Pick<PartnerPage, "partner" | "programs" | "currency">;

/** Gives the partner an amount that no rule gives, or takes one off. Nobody who never was in a program gets anything of it. */
export function ByHand({ partner, programs, currency }: Props) {
  const joined = programs.filter(({ id }) => partner.enrollments.some((one) => one.programId === id));
  if (joined.length === 0) return null;
  const currencies = [...new Set([currency, ...joined.map((program) => program.currency)])];
  return (
    <div className="mt-5">
      <Confirm
        name={text.button}
        title={text.title(partner.name)}
        effect={<p>{text.effect}</p>}
        cancel={partners.cancel}
        look="plain"
        action={postByHand}
      >
        <input type="hidden" name="partnerId" value={partner.id} />
        <div className="flex flex-col gap-4">
          <div className="flex items-end gap-2">
            <Field label={text.amount} className="grow">
              <Input
                name="amount"
                required
                maxLength={40}
                inputMode="decimal"
                autoComplete="off"
                placeholder="25.00"
              />
            </Field>
            <span className="w-24 shrink-0">
              <Select name="currency" aria-label={text.currency}>
                {currencies.map((code) => (
                  <option key={code}>{code}</option>
                ))}
              </Select>
            </span>
          </div>
          <p className="-mt-2 text-[0.8125rem] text-ink-soft">{text.minus}</p>
          <Field label={text.program}>
            <Select name="programId">
              {joined.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={text.reason} hint={text.reasonHint}>
            <Textarea name="reason" required maxLength={500} rows={2} />
          </Field>
        </div>
      </Confirm>
    </div>
  );
}
