import type { ReactNode } from "react";
import { Frame } from "./frame";

/** A page that asks for one thing: a narrow card by itself. */
export function Alone({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <Frame>
      <div className="mx-auto max-w-md py-14 sm:py-24">
        <div className="card p-6 sm:p-8">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          {lead ? <p className="mt-2 text-ink-soft">{lead}</p> : null}
          {children ? <div className="mt-6">{children}</div> : null}
        </div>
      </div>
    </Frame>
  );
}
