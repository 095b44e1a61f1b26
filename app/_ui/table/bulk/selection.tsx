"use client";

import { type ReactNode, useEffect, useState } from "react";
import { table } from "@/app/_text/table";

/** What can be done with the ticked rows, at the bottom of the page. Shift ticks all rows between two. */
export function BulkBar({ form, children }: { form: string; children: ReactNode }) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let last: HTMLInputElement | null = null;
    const clicked = (event: MouseEvent): void => {
      const { target } = event;
      if (!(target instanceof HTMLInputElement) || !boxes(form).includes(target)) return;
      if (event.shiftKey && last) tickBetween(boxes(form), last, target);
      last = target;
    };
    const changed = (): void => setCount(selected(form).length);
    changed();
    document.addEventListener("click", clicked);
    document.addEventListener("change", changed);
    return () => {
      document.removeEventListener("click", clicked);
      document.removeEventListener("change", changed);
    };
  }, [form]);
  return (
    <div
      hidden={count === 0}
      className="card sticky bottom-4 z-10 mt-4 flex flex-wrap items-center justify-between gap-3 p-3 pl-5 text-sm shadow-card [[hidden]]:hidden"
    >
      <span aria-live="polite" className="font-medium">
        {table.selected(count)}
      </span>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

/** Ticks every row of the page, or none. */
export function SelectAll({ form }: { form: string }) {
  return (
    <input
      type="checkbox"
      aria-label={table.all}
      onChange={({ target }) => tick(boxes(form), target.checked)}
      className="size-4 cursor-pointer accent-ledger"
    />
  );
}

/** The keys of the ticked rows. */
export function selected(form: string): string[] {
  return boxes(form).flatMap((box) => (box.checked ? [box.value] : []));
}

/** Unticks every row, and tells whoever counts. */
export function clearSelection(form: string): void {
  tick(boxes(form), false);
  document.dispatchEvent(new Event("change"));
}

function boxes(form: string): HTMLInputElement[] {
  return [
    ...document.querySelectorAll<HTMLInputElement>(
      `input[type=checkbox][name=ids][form="${CSS.escape(form)}"]`,
    ),
  ];
}

function tickBetween(all: HTMLInputElement[], a: HTMLInputElement, b: HTMLInputElement): void {
  const [from = 0, to = 0] = [all.indexOf(a), all.indexOf(b)].sort((x, y) => x - y);
  tick(all.slice(from, to + 1), b.checked);
}

function tick(these: readonly HTMLInputElement[], checked: boolean): void {
  for (const box of these) box.checked = checked;
}
