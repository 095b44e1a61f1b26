"use client";

import { type RefObject, useEffect, useRef } from "react";

/** A row of links that scrolls sideways where there is little room: it shows the one that leads here. */
export function useCurrentInView<Row extends HTMLElement>(here: string): RefObject<Row | null> {
  const row = useRef<Row>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address makes another link the current one
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (!row.current || !current) return;
    const { left, width } = row.current.getBoundingClientRect();
    const link = current.getBoundingClientRect();
    // Not scrollIntoView, which would also move the page.
    row.current.scrollLeft += link.left - left - (width - link.width) / 2;
  }, [here]);
  return row;
}
