import { commissions as text } from "@/app/_text/console/commissions";
import { Confirm } from "@/app/_ui/form/confirm";
import { amountText, type ShownMoney } from "@/app/_ui/value/wire";
import { type EntryKind, isByHand } from "@/server/commission/settle";
import { approveSome, reverseOne, undoOne } from "../acts";
import { sentencesOf } from "../effect";
import { loadChoices } from "../load";
import { Reason } from "./reason";

type Props = { id: string; kind: EntryKind; status: string; amount: ShownMoney; partnerName: string };

/** What a person may do with one entry now. What would be refused is not offered. */
export async function Choices({ id, kind, status, amount, partnerName }: Props) {
  const about = <input type="hidden" name="ids" value={id} />;
  if (status === "reversed") {
    return isByHand({ kind }) ? null : (
      <Confirm
        name={text.undo}
        title={text.undoTitle}
        effect={text.undoEffect(partnerName)}
        cancel={text.cancel}
        look="plain"
        action={undoOne}
      >
        {about}
        <Reason />
      </Confirm>
    );
  }
  const { approve, reverse } = await loadChoices(id);
  const paid = reverse.refused.some((one) => one.code === "already_paid");
  return (
    <>
      {approve.entries > 0 ? (
        <Confirm
          name={text.approve}
          title={text.effect.approveTitle}
          effect={<Lines of={sentencesOf("approve", approve)} />}
          cancel={text.cancel}
          look="primary"
          action={approveSome}
        >
          {about}
        </Confirm>
      ) : null}
      {reverse.entries > 0 || paid ? (
        <Confirm
          name={text.reverse}
          title={text.effect.reverseTitle}
          effect={
            <Lines
              of={
                paid
                  ? [text.effect.clawback(partnerName, amountText(amount))]
                  : sentencesOf("reverse", reverse)
              }
            />
          }
          cancel={text.cancel}
          action={reverseOne}
        >
          {about}
          {paid ? <input type="hidden" name="clawback" value="yes" /> : null}
          <Reason />
        </Confirm>
      ) : null}
    </>
  );
}

function Lines({ of }: { of: readonly string[] }) {
  return of.map((line) => <p key={line}>{line}</p>);
}
