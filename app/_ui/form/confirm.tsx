"use client";

import { type ReactNode, useState } from "react";
import { tell } from "../live/toasts";
import { ActionForm } from "./action-form";
import { Button } from "./button";
import { Question } from "./question";
import type { Told } from "./told";

type Props = {
  /** What opens it, and what does it. */
  name: string;
  title: string;
  /** What exactly will happen, with figures. */
  effect: ReactNode;
  cancel: string;
  look?: "danger" | "primary" | "plain";
  action(before: Told, form: FormData): Promise<Told>;
  /** Fields of the form. */
  children?: ReactNode;
};

/** Says what will happen, and asks once. A refusal stays beside what was typed; success closes the question. */
export function Confirm({ name, title, effect, cancel, look = "danger", action, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {name}
      </Button>
      <Question open={open} onOpenChange={setOpen} title={title} effect={effect}>
        <ActionForm
          action={action}
          onDone={(text) => {
            setOpen(false);
            tell(text);
          }}
        >
          {children}
          <div className="mt-5 flex justify-end gap-2">
            <Button look="quiet" onClick={() => setOpen(false)}>
              {cancel}
            </Button>
            <Button type="submit" look={look}>
              {name}
            </Button>
          </div>
        </ActionForm>
      </Question>
    </>
  );
}
