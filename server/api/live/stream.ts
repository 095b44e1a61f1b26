import type { Services } from "@/server/auth/context";
import { sessionActor } from "@/server/auth/session/of-request";
import { type Viewer, viewerOf } from "@/server/auth/session/viewer";
import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { LiveRoom, Onlooker } from "@/server/platform/live/room";

const MAX_LOOKING = 1_000;
const MAX_OF_A_SESSION = 6;
/** Shorter than what proxies let a silent connection live, and how long a session that was ended goes on looking. */
const BEAT_MS = 20 * SECOND_MS;
/** Then the browser connects again, perhaps to another process. */
const LAST_MS = 15 * MINUTE_MS;
const RETRY_MS = 3_000;
/** How much may wait in the process for a browser that does not read. */
const MAX_UNREAD_MESSAGES = 8;

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // Compressing would hold messages back until there are many.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

const sessions = new Map<string, number>();

/**
 * Server-sent events for who is signed in: `news` whenever something new is in their brand, or for a partner something of theirs.
 * 401 without a session, 403 for somebody who belongs nowhere, 429 with very many pages open, 503 when the process serves its
 * most.
 */
export async function streamNews(
  services: Services,
  room: LiveRoom,
  request: Request,
): Promise<ReadableStream<Uint8Array>> {
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  const { viewer } = await sessionActor(services, { method: "GET", header });
  const open = sessions.get(viewer.sessionId) ?? 0;
  if (open >= MAX_OF_A_SESSION) {
    throw new AppError("rate_limited", "Many pages of this browser are followed live already.", {
      retryAfterSeconds: BEAT_MS / SECOND_MS,
    });
  }
  if (room.count >= MAX_LOOKING) {
    throw new AppError("unavailable", "As many pages as possible are followed live already.", {
      retryAfterSeconds: BEAT_MS / SECOND_MS,
    });
  }
  const isStill = async (): Promise<boolean> => samePlace(viewer, await viewerOf(services, header("cookie")));
  return openStream(room, viewer, isStill, request.signal);
}

export function newsReply(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, { headers: HEADERS });
}

function openStream(
  room: LiveRoom,
  viewer: Viewer,
  isStill: () => Promise<boolean>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let close = (): void => undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const say = (text: string): void => {
          // Who does not read for so long is told by the next beat, or gone.
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
        };
        const stop = room.watch(
          onlookerOf(viewer),
          () => say("event: news\ndata: {}\n\n"),
          () => close(),
        );
        const beat = setInterval(() => {
          say(": still here\n\n");
          isStill().then(
            (still) => still || close(),
            // Whether the session holds cannot be known now; the next beat asks again.
            () => undefined,
          );
        }, BEAT_MS).unref();
        const last = setTimeout(() => close(), LAST_MS).unref();
        sessions.set(viewer.sessionId, (sessions.get(viewer.sessionId) ?? 0) + 1);
        close = () => {
          close = () => undefined;
          stop();
          clearInterval(beat);
          clearTimeout(last);
          forget(viewer.sessionId);
          try {
            controller.close();
          } catch {
            // The browser was first.
          }
        };
        signal.addEventListener("abort", () => close(), { once: true });
        say(`retry: ${RETRY_MS}\n\n`);
      },
      cancel: () => close(),
    },
    { highWaterMark: MAX_UNREAD_MESSAGES },
  );
}

function onlookerOf({ current }: Viewer): Onlooker {
  if (!current) throw new Error("invariant broken: who acts is somewhere");
  return { brandId: current.brandId, partnerId: current.kind === "partner" ? current.partnerId : null };
}

function samePlace(before: Viewer, after: Viewer | null): boolean {
  if (!after?.current) return false;
  return JSON.stringify(onlookerOf(after)) === JSON.stringify(onlookerOf(before));
}

function forget(sessionId: string): void {
  const left = (sessions.get(sessionId) ?? 1) - 1;
  if (left > 0) sessions.set(sessionId, left);
  else sessions.delete(sessionId);
}
