import type { ReactNode } from "react";
import { fillOf, type Kind, textOf } from "@/app/_ui/value/kind";

type StationProps = { kind: Kind; title: string; lead?: ReactNode; children?: ReactNode };

/** One step of the chain, tied to the next by a line in the colour of its kind. */
export function Station({ kind, title, lead, children }: StationProps) {
  return (
    <li className="group/station relative pb-12 pl-10 last:pb-0 sm:pl-14">
      <span
        aria-hidden="true"
        className={`group-last/station:hidden absolute top-3 left-[9px] h-full w-0.5 opacity-35 sm:left-[13px] ${fillOf[kind]}`}
      />
      <span
        aria-hidden="true"
        className={`absolute top-1 left-0 size-5 rounded-full ring-4 ring-paper sm:left-1 ${fillOf[kind]}`}
      />
      <h2 className={`text-lg font-semibold tracking-tight ${textOf[kind]}`}>{title}</h2>
      {lead ? <p className="mt-1 max-w-[70ch] text-ink-soft">{lead}</p> : null}
      {children ? <div className="mt-4">{children}</div> : null}
    </li>
  );
}
