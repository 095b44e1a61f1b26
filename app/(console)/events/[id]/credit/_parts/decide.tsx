import { credit as text } from "@/app/_text/console/credit";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input } from "@/app/_ui/form/field";
import { Notice } from "@/app/_ui/page/notice";
import { Panel } from "@/app/_ui/page/panel";
import { Effect } from "../../../../_parts/effect";
import { creditByHand } from "../../../acts";
import type { Chosen } from "../load";

/** Where the page goes when somebody is chosen. */
export const DECIDE = "decide";

/** What crediting the chosen one does to the ledger, and the act. */
export function Decide({ id, chosen }: { id: string; chosen: Chosen }) {
  return (
    <div id={DECIDE} className="scroll-mt-6">
      {"refusal" in chosen ? (
        <Notice kind="error">{chosen.refusal}</Notice>
      ) : chosen.held ? (
        <Notice kind="note">{text.held}</Notice>
      ) : (
        <Act id={id} {...chosen} />
      )}
    </div>
  );
}

type ActProps = { id: string } & Exclude<Chosen, { refusal: string }>;

function Act({ id, partnerId, programId, name, program, effect, names }: ActProps) {
  return (
    <Panel title={text.effect(name, program)}>
      <div className="mb-5 flex flex-col gap-2 text-sm text-ink-soft">
        <Effect of={effect} names={names} />
      </div>
      <ActionForm action={creditByHand}>
        {Object.entries({ id, partnerId, programId }).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <Field label={text.reason} hint={text.reasonHint}>
          <Input name="reason" maxLength={500} autoComplete="off" />
        </Field>
        <Button type="submit" look="primary" className="mt-5">
          {text.act(name)}
        </Button>
      </ActionForm>
    </Panel>
  );
}
