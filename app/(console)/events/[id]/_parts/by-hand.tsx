import { credit as text } from "@/app/_text/console/credit";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input } from "@/app/_ui/form/field";
import { Panel } from "@/app/_ui/page/panel";
import { Moment } from "@/app/_ui/value/moment";
import type { ExplainedCredit } from "@/server/report/history/explain";
import { namesOf } from "../../../_data/partner-names";
import { signedIn } from "../../../_data/signed-in";
import { Effect } from "../../../_parts/effect";
import { takeCreditBack } from "../../acts";

type Props = { id: string; credit: ExplainedCredit; timeZone: string; writes: boolean };

/** Who credited the event by hand, when and why, and the way back. */
export function ByHand({ id, credit: { at, by, reason }, timeZone, writes }: Props) {
  return (
    <Panel
      title={text.byHand}
      lead={
        <>
          <Moment at={at} timeZone={timeZone} /> {by ? text.by(by) : null}
        </>
      }
      className="mt-6 max-w-[80ch]"
      {...(writes ? { aside: <TakeBack id={id} /> } : {})}
    >
      {reason ? <p className="text-sm break-words">{reason}</p> : null}
    </Panel>
  );
}

async function TakeBack({ id }: { id: string }) {
  const { call } = await signedIn();
  const effect = await call.credits.previewEventCredit({ id });
  const names = await namesOf(effect.byPartner.map((one) => one.partnerId));
  return (
    <Confirm
      name={text.takeBack}
      title={text.takeBackTitle}
      effect={
        <>
          <p>{text.takeBackLead}</p>
          <Effect of={effect} names={names} />
        </>
      }
      cancel={text.cancel}
      action={takeCreditBack}
    >
      <input type="hidden" name="id" value={id} />
      <Field label={text.reason} hint={text.reasonHint}>
        <Input name="reason" maxLength={500} autoComplete="off" />
      </Field>
    </Confirm>
  );
}
