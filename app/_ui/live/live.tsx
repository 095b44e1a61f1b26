"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const ADDRESS = "/api/live";
/** A page that is only passed through needs no connection. */
const SETTLE_MS = 3_000;
/** A page is read anew at most this often. */
const REST_MS = 2_000;
/** How often a page asks that is not told, because the browser or a proxy between holds no connection. */
const POLL_MS = 30_000;

/**
 * Keeps a page's figures up to date without a reload: put it on a page that shows clicks, events or commissions. While the
 * page is hidden it holds no connection, as browsers allow only six to one server.
 */
export function Live() {
  const router = useRouter();
  useEffect(() => follow(() => router.refresh()), [router]);
  return null;
}

function follow(refresh: () => void): () => void {
  let source: EventSource | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;

  const read = (): void => {
    if (resting !== undefined) {
      waiting = true;
      return;
    }
    refresh();
    resting = setTimeout(() => {
      resting = undefined;
      if (!waiting) return;
      waiting = false;
      read();
    }, REST_MS);
  };
  const open = (): void => {
    source = new EventSource(ADDRESS);
    source.addEventListener("news", read);
    // Nobody told what happened before, be it since the page was loaded or while the connection was broken.
    source.addEventListener("open", read);
  };
  const opening = setTimeout(() => document.hidden || open(), SETTLE_MS);
  const close = (): void => {
    clearTimeout(opening);
    source?.close();
    source = null;
  };
  const onVisibility = (): void => {
    close();
    if (document.hidden) return;
    read();
    open();
  };
  const polling = setInterval(() => {
    if (!document.hidden && source?.readyState !== EventSource.OPEN) read();
  }, POLL_MS);
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    close();
    clearTimeout(resting);
    clearInterval(polling);
    document.removeEventListener("visibilitychange", onVisibility);
  };
}
