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
      setCount(boxes(form).filter((box) => box.checked).length);
    };
    document.addEventListener("click", clicked);
    return () => document.removeEventListener("click", clicked);
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

function boxes(form: string): HTMLInputElement[] {
  return [
    ...document.querySelectorAll<HTMLInputElement>(
      `input[type=checkbox][name=ids][form="${CSS.escape(form)}"]`,
    ),
  ];
}

function tickBetween(all: HTMLInputElement[], a: HTMLInputElement, b: HTMLInputElement): void {
  const [from = 0, to = 0] = [all.indexOf(a), all.indexOf(b)].sort((x, y) => x - y);
  for (const box of all.slice(from, to + 1)) box.checked = b.checked;
}
