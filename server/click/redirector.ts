import type { Services } from "@/server/auth/context";
import type { Change } from "@/server/platform/changes";
import type { Id } from "@/server/platform/ids";
import { outOfOrder } from "./pages";
import { type Desk, type RedirectReply, type RedirectRequest, redirect } from "./redirect";
import { LinkTargets } from "./targets";
import { ClickWriter } from "./writer";

export type { RedirectReply, RedirectRequest } from "./redirect";

/** Answers `/r/:code` with what one process remembers. Never rejects: a visitor always gets a page. */
export type Redirector = {
  redirect(request: RedirectRequest): Promise<RedirectReply>;
  /** Drops what a change made elsewhere has outdated. */
  forget(change: Change): void;
  clear(): void;
  /** Resolves when every click is written. */
  close(): Promise<void>;
};

export function openRedirector(
  services: Pick<Services, "database" | "secrets" | "limits" | "log">,
  homeBrand: () => Promise<Id | null>,
): Redirector {
  const { database, secrets, limits, log } = services;
  const targets = new LinkTargets(database);
  const writer = new ClickWriter(database);
  const desk: Desk = { secrets, limits, log, homeBrand, targets, writer };
  return {
    redirect: (request) =>
      redirect(desk, request).catch((error: unknown) => {
        log.error({ err: error, code: request.code }, "a redirect failed");
        return outOfOrder();
      }),
    forget: (change) => targets.forget(change),
    clear: () => targets.clear(),
    close: () => writer.drained(),
  };
}
