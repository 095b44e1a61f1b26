import { fraud as text } from "@/app/_text/console/fraud";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input } from "@/app/_ui/form/field";
import { Effect, type LedgerEffect } from "../../_parts/effect";
import { flag, unflag } from "../acts";

type Props = {
  id: string;
  kind: "flag" | "unflag";
  effect: LedgerEffect;
  names: ReadonlyMap<string, string>;
};

/** Flags a click or lets it count; the effect on money is said first. */
export function Decide({ id, kind, effect, names }: Props) {
  return (
    <Confirm
      name={kind === "flag" ? text.flag : text.unflag}
      title={kind === "flag" ? text.flagTitle : text.unflagTitle}
      effect={<Effect of={effect} names={names} />}
      cancel={text.cancel}
      look={kind === "flag" ? "danger" : "primary"}
      action={kind === "flag" ? flag : unflag}
    >
      <input type="hidden" name="id" value={id} />
      <Field label={text.reason} hint={text.reasonHint}>
        <Input name="reason" maxLength={500} />
      </Field>
    </Confirm>
  );
}
