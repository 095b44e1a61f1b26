import { programs } from "@/app/_text/programs";
import { Notice } from "@/app/_ui/notice";
import { Refreshing } from "@/app/_ui/refreshing";
import type { LoadedProgram } from "../../load";

const { job: text } = programs;

/** How far a re-derivation has come. It is in the address, so a reload shows it again. */
export function WorkingOut({ progress }: { progress: NonNullable<LoadedProgram["progress"]> }) {
  const { status, customersDone, customersTotal, entriesPosted, error } = progress;
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
          <p>{text.leave}</p>
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
  }
}
