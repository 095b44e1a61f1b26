import { commissions as text } from "@/app/_text/console/commissions";
import { Field, Input } from "@/app/_ui/form/field";

/** Why somebody decided so. */
export function Reason() {
  return (
    <Field label={text.reverseReason} hint={text.reverseHint}>
      <Input name="reason" required maxLength={500} />
    </Field>
  );
}
