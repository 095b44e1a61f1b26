"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { consoleText } from "@/app/_text/console/console";

/** The navigation of narrow screens: folded away, and again after it led somewhere. */
export function Drawer({ children }: { children: ReactNode }) {
  const folded = useRef<HTMLDetailsElement>(null);
  const here = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes whenever the page is another
  useEffect(() => {
    if (folded.current) folded.current.open = false;
  }, [here]);
  return (
    <details ref={folded} className="lg:hidden">
      <summary className="flex h-9 cursor-pointer list-none items-center gap-2 rounded-lg border border-line bg-surface px-3 text-sm font-medium [&::-webkit-details-marker]:hidden">
        <Menu className="size-4" aria-hidden="true" />
        {consoleText.menu}
      </summary>
      <div className="absolute inset-x-0 top-14 z-30 flex flex-col gap-4 border-b border-line bg-paper p-4 shadow-card">
        {children}
      </div>
    </details>
  );
}
