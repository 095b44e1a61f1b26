import { payouts as text } from "@/app/_text/console/payouts";
import { Bulk, type TickedAct } from "@/app/_ui/table/bulk/bulk";
import { confirmSome, effectOfConfirming } from "../acts-together";
import { PaidOn, Reference } from "./confirmation-fields";

const { acts } = text;

const MARK_PAID: TickedAct = {
  name: acts.confirm,
  title: acts.together.title,
  look: "primary",
  effect: effectOfConfirming,
  action: confirmSome,
  fields: (
    <>
      <Reference hint={acts.together.referenceHint} />
      <PaidOn />
    </>
  ),
};

/** What can be done with the selected payouts. */
export function BulkPaid({ form }: { form: string }) {
  return <Bulk form={form} cancel={text.cancel} acts={[MARK_PAID]} />;
}
