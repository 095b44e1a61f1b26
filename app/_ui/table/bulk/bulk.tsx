import type { ReactNode } from "react";
import type { Told } from "../../form/told";
import { BulkAct, type Effect } from "./act";
import { BulkBar } from "./selection";

/** What can be done with the ticked rows. */
export type TickedAct = {
  name: string;
  title: string;
  look: "primary" | "danger";
  effect(ids: readonly string[]): Promise<Effect>;
  action(before: Told, form: FormData): Promise<Told>;
  /** What the question asks for, beside a yes. */
  fields?: ReactNode;
};

type Props = {
  /** The id that the rows' boxes belong to. */
  form: string;
  cancel: string;
  acts: readonly TickedAct[];
};

/** The bar at the bottom of a list while rows of it are ticked. */
export function Bulk({ form, cancel, acts }: Props) {
  return (
    <BulkBar form={form}>
      {acts.map(({ fields, ...act }) => (
        <BulkAct key={act.name} form={form} cancel={cancel} {...act}>
          {fields}
        </BulkAct>
      ))}
    </BulkBar>
  );
}
