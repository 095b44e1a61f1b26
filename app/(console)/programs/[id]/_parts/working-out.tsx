import { programs } from "@/app/_text/console/programs/programs";
import { Refreshing } from "@/app/_ui/live/refreshing";
import { Notice } from "@/app/_ui/page/notice";
import { Act } from "../../../developers/_parts/act";
import { cancelJob } from "../../acts";
import type { LoadedProgram } from "../../load";

const { job: text } = programs;
type Props = { progress: LoadedProgram["jobs"][number]; writes: boolean };

/** How far a re-derivation has come, or what came of one that ended lately. The server knows; whoever looks sees it. */
export function WorkingOut({ progress, writes }: Props) {
  const { id, status, customersDone, customersTotal, entriesPosted, error, replaced } = progress;
  switch (status) {
    case "running":
      return (
        <Notice kind="note" className="mb-6">
          <Refreshing />
          <p className="font-medium text-ink">{text.running(customersDone, customersTotal)}</p>
          <progress
            aria-label={programs.title}
            value={customersDone}
            max={Math.max(1, customersTotal)}
            className="my-2 h-2 w-full accent-ledger"
          />
          <p>
            {text.leave} {replaced ? text.replaced : text.why}
          </p>
          {error ? <p className="mt-2 text-negative">{text.failed(error)}</p> : null}
          {replaced && writes ? (
            <div className="mt-3">
              <Act name={text.cancel} fields={{ id }} action={cancelJob} />
            </div>
          ) : null}
        </Notice>
      );
    case "done":
      return (
        <Notice kind="done" className="mb-6">
          {text.done(entriesPosted)}
        </Notice>
      );
    case "failed":
      return (
        <Notice kind="error" className="mb-6">
          {text.failed(error ?? "")}
        </Notice>
      );
    case "canceled":
      return (
        <Notice kind="note" className="mb-6">
          {text.canceled}
        </Notice>
      );
  }
}
