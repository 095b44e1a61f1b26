"use client";

import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { table } from "@/app/_text/table";

const TOLD = "openpartner:told";
const SHOWN_MS = 8_000;

/** Says what was done, where the form that did it is gone. */
export function tell(text: string): void {
  window.dispatchEvent(new CustomEvent(TOLD, { detail: text }));
}

/** Where `tell` is heard: one line at the bottom, read out when there is a pause. */
export function Toasts() {
  const [text, setText] = useState("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (event: Event): void => {
      setText(event instanceof CustomEvent ? String(event.detail) : "");
      clearTimeout(timer);
      timer = setTimeout(() => setText(""), SHOWN_MS);
    };
    window.addEventListener(TOLD, heard);
    return () => {
      window.removeEventListener(TOLD, heard);
      clearTimeout(timer);
    };
  }, []);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-center">
      {text ? (
        <p className="pointer-events-auto flex items-center gap-4 rounded-lg bg-ink py-2.5 pr-2.5 pl-4 text-sm text-paper shadow-card">
          {text}
          <button
            type="button"
            aria-label={table.dismiss}
            onClick={() => setText("")}
            className="cursor-pointer rounded p-1 hover:bg-paper/15"
          >
            <X className="size-4" aria-hidden="true" />
          </button>
        </p>
      ) : null}
    </div>
  );
}
