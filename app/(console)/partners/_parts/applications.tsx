import { partners } from "@/app/_text/console/partners";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Textarea } from "@/app/_ui/form/field";
import { Panel } from "@/app/_ui/page/panel";
import { When } from "@/app/_ui/value/wire";
import { acceptApplication, refuseApplication } from "../acts";
import type { Application } from "../load";

const { applications: text } = partners;
type Props = { waiting: readonly Application[]; more: boolean; timeZone: string; writes: boolean };

/** People who want to join, until somebody decided. */
export function Applications({ waiting, more, timeZone, writes }: Props) {
  if (waiting.length === 0) return null;
  return (
    <Panel title={text.title} lead={more ? text.more : text.lead(waiting.length)} className="mb-6">
      <ul className="divide-y divide-line">
        {waiting.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-start justify-between gap-4 py-4 first:pt-0 last:pb-0"
          >
            <div className="min-w-0 max-w-[68ch] text-sm">
              <p className="font-medium">
                {one.name} <span className="font-normal break-all text-ink-soft">{one.email}</span>
              </p>
              {one.website ? <p className="mt-0.5 break-all text-ink-soft">{one.website}</p> : null}
              {one.message ? <p className="mt-1.5 whitespace-pre-wrap">{one.message}</p> : null}
              <p className="mt-1.5 text-[0.8125rem] text-ink-faint">
                {one.programName}, <When at={one.createdAt} timeZone={timeZone} />
              </p>
            </div>
            {writes ? <Decide application={one} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Decide({ application: { id, name, programName } }: { application: Application }) {
  const about = <input type="hidden" name="id" value={id} />;
  return (
    <div className="flex gap-2">
      <Confirm
        name={text.refuse}
        title={text.refuseTitle(name)}
        effect={<p>{text.refuseEffect}</p>}
        cancel={partners.cancel}
        action={refuseApplication}
      >
        {about}
        <Field label={text.reason} hint={text.optional}>
          <Textarea name="reason" maxLength={1000} />
        </Field>
      </Confirm>
      <Confirm
        name={text.accept}
        title={text.acceptTitle(name)}
        effect={<p>{text.acceptEffect(programName)}</p>}
        cancel={partners.cancel}
        look="primary"
        action={acceptApplication}
      >
        {about}
      </Confirm>
    </div>
  );
}
