"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";

type Props = {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** What exactly will happen. */
  effect: ReactNode;
  children: ReactNode;
};

/** The dialog in which something is asked before it is done. */
export function Question({ open, onOpenChange, title, effect, children }: Props) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <AlertDialog.Popup className="card fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto p-6 shadow-card outline-none">
          <AlertDialog.Title className="text-lg font-semibold tracking-tight">{title}</AlertDialog.Title>
          <AlertDialog.Description
            render={<div />}
            className="mt-2 mb-5 flex flex-col gap-2 text-sm text-ink-soft"
          >
            {effect}
          </AlertDialog.Description>
          {children}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
