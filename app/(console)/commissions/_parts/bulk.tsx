import { commissions as text } from "@/app/_text/console/commissions";
import { BulkAct } from "@/app/_ui/table/bulk-act";
import { BulkBar } from "@/app/_ui/table/selection";
import { approveSome, effectOfApproval, effectOfReversal, reverseSome } from "../acts";
import { Reason } from "./reason";

/** What can be done with the selected entries. */
export function Bulk({ form }: { form: string }) {
  return (
    <BulkBar form={form}>
      <BulkAct
        form={form}
        name={text.reverse}
        title={text.effect.reverseTitle}
        cancel={text.cancel}
        look="danger"
        effect={effectOfReversal}
        action={reverseSome}
      >
        <Reason />
      </BulkAct>
      <BulkAct
        form={form}
        name={text.approve}
        title={text.effect.approveTitle}
        cancel={text.cancel}
        look="primary"
        effect={effectOfApproval}
        action={approveSome}
      />
    </BulkBar>
  );
}
