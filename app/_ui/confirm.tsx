"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { ActionForm } from "./action-form";
import { Button } from "./button";
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

/** Says what will happen, and asks once. */
export function Confirm({ name, title, effect, cancel, look = "danger", action, children }: Props) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger render={<Button look={look} />}>{name}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <AlertDialog.Popup className="card fixed top-1/2 left-1/2 z-50 w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 p-6 shadow-card outline-none">
          <AlertDialog.Title className="text-lg font-semibold tracking-tight">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 mb-5 text-sm text-ink-soft">
            {effect}
          </AlertDialog.Description>
          <ActionForm action={action}>
            {children}
            <div className="mt-5 flex justify-end gap-2">
              <AlertDialog.Close render={<Button look="quiet" />}>{cancel}</AlertDialog.Close>
              <Button type="submit" look={look}>
                {name}
              </Button>
            </div>
          </ActionForm>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
