import type { Act } from "@/server/auth/note";
import type { ReceiverRow } from "../store/receivers";

const HOST = /^https?:\/\/(?:[^/?#]*@)?([^/?#]*)/i;

/** What was done to a receiver, as it is written down. Its path and parameters may hold a secret, so it goes by its host. */
export function actOn(
  { kind, url, partnerId }: Pick<ReceiverRow, "kind" | "url" | "partnerId">,
  done: "made" | "edited" | "paused" | "resumed" | "secret" | "removed",
): Act {
  const subject = partnerId === null ? {} : { subjectId: partnerId };
  return { area: "access", kind: `${kind}_${done}`, about: HOST.exec(url)?.[1] ?? null, ...subject };
}
