import Link from "next/link";
import { credit as text } from "@/app/_text/console/credit";
import { Button } from "@/app/_ui/form/button";
import { Field, Input } from "@/app/_ui/form/field";
import { Panel } from "@/app/_ui/page/panel";
import { addressWith, type Search } from "@/app/_ui/table/address";
import type { Candidate } from "../load";
import { DECIDE } from "./decide";

type Props = { path: string; search: Search; candidates: readonly Candidate[]; more: boolean };

/** Partners in their programs, found by name; choosing one shows below what it would do. */
export function Candidates({ path, search, candidates, more }: Props) {
  return (
    <Panel title={text.who}>
      <form action={path} className="mb-4 flex items-end gap-2">
        <Field label={text.search} className="grow">
          <Input name="q" type="search" defaultValue={search["q"]} maxLength={200} autoComplete="off" />
        </Field>
        <Button type="submit">{text.find}</Button>
      </form>
      {candidates.length === 0 ? <p className="text-sm text-ink-soft">{text.nobody}</p> : null}
      <ul className="-mx-2 text-sm">
        {candidates.map(({ partnerId, name, programId, program }) => {
          const chosen = partnerId === search["partnerId"] && programId === search["programId"];
          return (
            <li key={partnerId + programId}>
              <Link
                href={`${addressWith(path, search, { partnerId, programId })}#${DECIDE}`}
                {...(chosen ? { "aria-current": "true" } : {})}
                className={`flex flex-wrap justify-between gap-x-6 rounded-lg px-2 py-2 ${chosen ? "bg-sunken" : "hover:bg-sunken"}`}
              >
                <span className="font-medium">{name}</span>
                <span className="text-ink-soft">{program}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      {more ? <p className="mt-3 text-[0.8125rem] text-ink-soft">{text.more}</p> : null}
    </Panel>
  );
}
