import { payouts } from "@/app/_text/console/payouts";
import { Field, Input } from "@/app/_ui/form/field";

const { acts: text } = payouts;
const MAX_REFERENCE_CHARACTERS = 200;

/** What a payment is found by. */
export function Reference({ hint }: { hint: string }) {
  return (
    <Field label={text.reference} hint={hint}>
      <Input name="reference" required maxLength={MAX_REFERENCE_CHARACTERS} autoComplete="off" />
    </Field>
  );
}

export function PaidOn() {
  return (
    <Field label={text.paidOn} hint={text.paidOnHint} className="mt-4">
      <Input name="paidOn" type="date" />
    </Field>
  );
}
