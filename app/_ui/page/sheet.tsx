"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { table } from "@/app/_text/table";

type Props = {
  title: string;
  /** Where the page is without the sheet. */
  close: string;
  /** The sheets of the rows above and below. */
  previous: string | null;
  next: string | null;
  children: ReactNode;
};

/** The side sheet of a row. It lives in the address; the arrow keys walk through the rows behind it. */
export function Sheet({ title, close, previous, next, children }: Props) {
  const router = useRouter();
  useEffect(() => {
    const walk = (event: KeyboardEvent): void => {
      const { target } = event;
      const busy =
        target instanceof HTMLElement && target.closest("input, textarea, select, [role=alertdialog]");
      if (busy) return;
      const to = event.key === "ArrowDown" ? next : event.key === "ArrowUp" ? previous : null;
      if (to === null) return;
      event.preventDefault();
      router.replace(to, { scroll: false });
    };
    // Before the dialog hears of them: it keeps the keys to itself.
    document.addEventListener("keydown", walk, true);
    return () => document.removeEventListener("keydown", walk, true);
  }, [router, previous, next]);
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : router.push(close, { scroll: false }))}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-black/25" />
        <Dialog.Popup className="fixed inset-y-0 right-0 z-40 flex w-full max-w-xl flex-col overflow-y-auto border-l border-line bg-paper p-6 outline-none">
          <div className="mb-5 flex items-start justify-between gap-4">
            <Dialog.Title className="min-w-0 text-lg font-semibold tracking-tight break-words">
              {title}
            </Dialog.Title>
            <Dialog.Close
              aria-label={table.close}
              className="cursor-pointer rounded-lg p-1.5 text-ink-soft hover:bg-sunken hover:text-ink"
            >
              <X className="size-4.5" aria-hidden="true" />
            </Dialog.Close>
          </div>
          {children}
          <p className="mt-auto pt-8 text-xs text-ink-faint">{table.walk}</p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
