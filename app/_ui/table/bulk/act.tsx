"use client";

import { type ReactNode, useState } from "react";
import { table } from "@/app/_text/table";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Question } from "@/app/_ui/form/question";
import type { Told } from "@/app/_ui/form/told";
import { tell } from "@/app/_ui/live/toasts";
import { clearSelection, selected } from "./selection";

/** What an act on the selected rows would do, in sentences; whether it would do anything. */
export type Effect = { lines: readonly string[]; possible: boolean };

type Props = {
  /** The id that the rows' boxes belong to. */
  form: string;
  name: string;
  title: string;
  cancel: string;
  look: "primary" | "danger";
  effect(ids: readonly string[]): Promise<Effect>;
  action(before: Told, form: FormData): Promise<Told>;
  children?: ReactNode;
};

/** Does something with the selected rows: asks the server what exactly it would do, then the person once. */
export function BulkAct({ form, name, title, cancel, look, effect, action, children }: Props) {
  const [asked, setAsked] = useState<{ ids: string[]; effect: Effect | null } | null>(null);
  const ask = async (): Promise<void> => {
    const ids = selected(form);
    setAsked({ ids, effect: null });
    setAsked({ ids, effect: await effect(ids) });
  };
  const close = (): void => setAsked(null);
  const known = asked?.effect ?? null;
  return (
    <>
      <Button look={look} aria-haspopup="dialog" onClick={() => void ask()}>
        {name}
      </Button>
      <Question
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : close())}
        title={title}
        effect={(known?.lines ?? [table.asking]).map((line) => <p key={line}>{line}</p>)}
      >
        <ActionForm
          action={action}
          onDone={(text) => {
            close();
            clearSelection(form);
            tell(text);
          }}
        >
          {asked?.ids.map((id) => (
            <input key={id} type="hidden" name="ids" value={id} />
          ))}
          {known?.possible ? children : null}
          <div className="mt-5 flex justify-end gap-2">
            <Button look="quiet" onClick={close}>
              {cancel}
            </Button>
            <Button type="submit" look={look} disabled={!known?.possible}>
              {name}
            </Button>
          </div>
        </ActionForm>
      </Question>
    </>
  );
}
