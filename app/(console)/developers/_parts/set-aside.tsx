import { developers } from "@/app/_text/console/developers";
import { Panel } from "@/app/_ui/page/panel";
import { When } from "@/app/_ui/value/wire";
import { tellAgain } from "../_acts/jobs";
import { Act } from "./act";

const { jobs: text } = developers;
type Change = { id: string; consumer: string; type: string; reason: string; setAsideAt: string };
type Props = { changes: readonly Change[]; timeZone: string; writes: boolean };

/** Changes that something could not take, each with the reason. Not there while there are none. */
export function SetAside({ changes, timeZone, writes }: Props) {
  if (changes.length === 0) return null;
  return (
    <Panel title={text.aside} lead={text.asideLead} className="mt-6">
      <ul className="divide-y divide-line text-sm">
        {changes.map(({ id, consumer, type, reason, setAsideAt }) => (
          <li key={id} className="flex flex-wrap items-start justify-between gap-4 py-3">
            <div className="min-w-0">
              <p className="font-medium">
                {type} → {consumer}
              </p>
              <p className="break-words text-negative">{reason}</p>
              <p className="text-ink-soft">
                <When at={setAsideAt} timeZone={timeZone} />
              </p>
            </div>
            {writes ? <Act name={text.tell} fields={{ id }} action={tellAgain} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
