"use client";

import { useEffect } from "react";

const CHANNEL = "openpartner-place";

/**
 * Keeps all tabs of a browser at the place where the person is: the session knows one, so a form in a tab that still shows
 * another brand would be about the wrong one.
 */
export function OnePlace({ place }: { place: string }) {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener("message", ({ data }) => {
      if (data !== place) location.assign("/home");
    });
    channel.postMessage(place);
    return () => channel.close();
  }, [place]);
  return null;
}
