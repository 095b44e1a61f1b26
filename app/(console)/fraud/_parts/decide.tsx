import { fraud as text } from "@/app/_text/console/fraud";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input } from "@/app/_ui/form/field";
import { amountText } from "@/app/_ui/value/wire";
import { flag, unflag } from "../acts";
import type { loadEvidence } from "../load";

type Effect = Awaited<ReturnType<typeof loadEvidence>>["effect"];
type Props = { id: string; kind: "flag" | "unflag"; effect: Effect; names: ReadonlyMap<string, string> };

/** Flags a click or lets it count; the effect on money is said first. */
export function Decide({ id, kind, effect, names }: Props) {
  return (
    <Confirm
      name={kind === "flag" ? text.flag : text.unflag}
      title={kind === "flag" ? text.flagTitle : text.unflagTitle}
      effect={<EffectOn effect={effect} names={names} />}
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

function EffectOn({ effect, names }: Pick<Props, "effect" | "names">) {
  if (effect.changed === 0) return <p>{text.effect.none}</p>;
  return (
    <>
      <p>{text.effect.events(effect.changed)}</p>
      <ul className="list-disc pl-5 text-ink">
        {effect.byPartner
          .filter((one) => one.before.minor !== one.after.minor)
          .map(({ partnerId, before, after }) => (
            <li key={`${partnerId}${before.currency}`}>
              {text.effect.partner(names.get(partnerId) ?? "", amountText(before), amountText(after))}
            </li>
          ))}
      </ul>
      <p>{text.effect.paid}</p>
    </>
  );
}
