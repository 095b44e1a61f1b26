import { commissions as text } from "@/app/_text/console/commissions";
import { Bulk } from "@/app/_ui/table/bulk/bulk";
import { approveSome, effectOfApproval, effectOfReversal, reverseSome } from "../acts";
import { Reason } from "./reason";

/** What can be done with the selected entries. */
export function BulkReview({ form }: { form: string }) {
  const reverse = {
    name: text.reverse,
    title: text.effect.reverseTitle,
    look: "danger",
    effect: effectOfReversal,
    action: reverseSome,
    fields: <Reason />,
  } as const;
  const approve = {
    name: text.approve,
    title: text.effect.approveTitle,
    look: "primary",
    effect: effectOfApproval,
    action: approveSome,
  } as const;
  return <Bulk form={form} cancel={text.cancel} acts={[reverse, approve]} />;
}
