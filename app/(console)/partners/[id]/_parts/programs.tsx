import Link from "next/link";
import { partners } from "@/app/_text/console/partners";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Select } from "@/app/_ui/form/field";
import { Panel } from "@/app/_ui/page/panel";
import { dateText } from "@/app/_ui/value/moment";
import { When } from "@/app/_ui/value/wire";
import { enroll, pinTerms, takeOut } from "../acts";
import type { PartnerPage } from "../load";

const { programs: text } = partners;
type Props = Pick<PartnerPage, "partner" | "programs" | "versions" | "timeZone"> & { writes: boolean };

/** Where the partner is enrolled at present, with the terms that hold. */
export function Programs({ partner, programs, versions, timeZone, writes }: Props) {
  const open = partner.enrollments.filter((one) => one.to === null);
  const others = programs.filter(
    ({ id, status }) => status === "active" && !open.some((one) => one.programId === id),
  );
  return (
    <Panel
      title={text.title}
      lead={text.lead}
      {...(writes && others.length > 0 ? { aside: <Enroll partnerId={partner.id} programs={others} /> } : {})}
    >
      {open.length === 0 ? <p className="text-sm text-ink-soft">{text.none}</p> : null}
      <ul className="divide-y divide-line text-sm">
        {open.map(({ programId, termsId, from }) => {
          const name = programs.find((one) => one.id === programId)?.name ?? "";
          return (
            <li
              key={programId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0"
            >
              <span className="min-w-0">
                <Link href={`/programs/${programId}`} className="font-medium hover:underline">
                  {name}
                </Link>
                <span className="mt-0.5 block text-ink-soft">
                  {termsId ? text.pinned : text.own}, {text.since}{" "}
                  <When at={from} timeZone={timeZone} only="date" />
                </span>
              </span>
              {writes ? (
                <span className="flex shrink-0 flex-wrap justify-end gap-2">
                  <Confirm
                    name={text.pin}
                    title={text.pinTitle(name)}
                    effect={<p>{text.pinEffect}</p>}
                    cancel={partners.cancel}
                    look="plain"
                    action={pinTerms}
                  >
                    <Membership partnerId={partner.id} programId={programId} />
                    <Field label={text.pinChoice}>
                      <Select name="termsId" defaultValue={termsId ?? ""}>
                        <option value="">{text.own}</option>
                        {(versions.get(programId) ?? []).map(({ id, effectiveFrom }) => (
                          <option key={id} value={id}>
                            {text.version(dateText(Date.parse(effectiveFrom), timeZone))}
                          </option>
                        ))}
                      </Select>
                    </Field>
                  </Confirm>
                  <Confirm
                    name={text.remove}
                    title={text.removeTitle(name)}
                    effect={<p>{text.removeEffect}</p>}
                    cancel={partners.cancel}
                    action={takeOut}
                  >
                    <Membership partnerId={partner.id} programId={programId} />
                  </Confirm>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Membership(ids: { partnerId: string; programId: string }) {
  return Object.entries(ids).map(([name, id]) => <input key={name} type="hidden" name={name} value={id} />);
}

function Enroll({ partnerId, programs }: { partnerId: string; programs: PartnerPage["programs"] }) {
  return (
    <Confirm
      name={text.add}
      title={text.add}
      effect={<p>{text.lead}</p>}
      cancel={partners.cancel}
      look="plain"
      action={enroll}
    >
      <input type="hidden" name="partnerId" value={partnerId} />
      <Field label={text.addTo}>
        <Select name="programId">
          {programs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </Confirm>
  );
}
