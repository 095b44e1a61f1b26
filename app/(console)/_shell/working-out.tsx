import Link from "next/link";
import { programs as text } from "@/app/_text/console/programs/programs";
import { Refreshing } from "@/app/_ui/live/refreshing";
import { programs } from "../_data/brand";
import { signedIn } from "../_data/signed-in";

/** More than these at once are told of on their programs' pages alone. */
const MOST = 3;

/** Says on every page of the console that a ledger is being worked out again, and how far that is. */
export async function WorkingOutLine() {
  const { call } = await signedIn();
  const { data } = await call.rederivations.listJobs({ status: "running", limit: MOST });
  if (data.length === 0) return null;
  const names = new Map((await programs()).map(({ id, name }) => [id, name]));
  return (
    <ul aria-label={text.job.lines} className="mb-6 flex flex-col gap-1 text-sm">
      {data.map(({ id, programId, customersDone, customersTotal }) => (
        <li key={id}>
          <Link href={`/programs/${programId}`} className="flex flex-wrap items-center gap-x-3 text-ink-soft">
            <progress
              aria-hidden="true"
              value={customersDone}
              max={Math.max(1, customersTotal)}
              className="h-1.5 w-24 accent-ledger"
            />
            <span className="hover:underline">
              {text.job.line(names.get(programId) ?? "", customersDone, customersTotal)}
            </span>
          </Link>
        </li>
      ))}
      <Refreshing />
    </ul>
  );
}
