import { programs } from "@/app/_text/console/programs/programs";
import { Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";
import { When } from "@/app/_ui/value/wire";
import { TermsWords } from "../../_parts/terms-words";
import type { LoadedProgram } from "../../load";

const { versions: text } = programs;
type Props = Pick<LoadedProgram, "versions" | "names"> & { inForce: string; timeZone: string };

/** Every version of the terms, the newest first, with who made it and when. */
export function Versions({ versions, inForce, names, timeZone }: Props) {
  const nameOf = (by: string): string => names.get(by) ?? (by === "admin" ? text.admin : by);
  return (
    <Panel title={text.title} lead={text.lead}>
      <ol className="divide-y divide-line text-sm">
        {versions.map((version) => (
          <li
            key={version.id}
            className="grid gap-x-8 gap-y-2 py-3 first:pt-0 last:pb-0 md:grid-cols-[14rem_1fr]"
          >
            <div className="text-ink-soft">
              <p className="font-medium text-ink">
                {text.from} <When at={version.effectiveFrom} timeZone={timeZone} only="date" />
              </p>
              <p>{text.by(nameOf(version.createdBy), dateText(Date.parse(version.createdAt), timeZone))}</p>
              {version.id === inForce ? <Badge tone="ledger">{text.now}</Badge> : null}
            </div>
            <p>
              <TermsWords terms={version} />
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
