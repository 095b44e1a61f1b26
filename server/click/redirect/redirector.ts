import type { Services } from "@/server/auth/context";
import type { Hosts } from "@/server/brand/domains/hosts";
import { AppError } from "@/server/platform/errors";
import type { Announced } from "@/server/platform/notify/changes";
import { ClickWriter } from "../keeping/writer";
import type { Spool, SpoolState } from "../spool/spool";
import { outOfOrder } from "./pages";
import { type Desk, type RedirectReply, type RedirectRequest, redirect } from "./redirect";
import { LinkTargets } from "./targets";

export type { RedirectReply, RedirectRequest } from "./redirect";

/** Answers `/r/:code` with what one process remembers. Never rejects: a visitor always gets a page. */
export type Redirector = {
  redirect(request: RedirectRequest): Promise<RedirectReply>;
  /** Drops what a change made elsewhere has outdated. */
  forget(change: Announced): void;
  forgetAll(): void;
  /** Clicks that are on the disk and not yet in the database, and whether new ones go there. */
  spool(): Promise<SpoolState & { inUse: boolean }>;
  /** Resolves when clicks that processes before this one spooled are in the database, or could not be brought there. */
  readonly inherited: Promise<void>;
  /** Resolves when every click is written. */
  close(): Promise<void>;
};

export type RedirectorOptions = {
  services: Pick<Services, "database" | "secrets" | "limits" | "log" | "deriveClickDay">;
  hosts: Hosts;
  spool: Spool;
  /** How long a click may wait for its commit before it goes to the spool. */
  commitLimitMs: number;
};

export function openRedirector({ services, hosts, spool, commitLimitMs }: RedirectorOptions): Redirector {
  const { database, secrets, limits, log } = services;
  const targets = new LinkTargets(database);
  const writer = new ClickWriter({ services, spool, commitLimitMs });
  const desk: Desk = { secrets, limits, hosts, targets, writer };
  return {
    redirect: (request) =>
      redirect(desk, request).catch((error: unknown) => {
        // What is refused because too much is asked would fill the log as well.
        if (!(error instanceof AppError)) log.error({ err: error, code: request.code }, "a redirect failed");
        return outOfOrder();
      }),
    forget(change) {
      targets.forget(change);
      hosts.forget(change);
    },
    forgetAll() {
      targets.forgetAll();
      hosts.forgetAll();
    },
    spool: async () => ({ ...(await spool.state()), inUse: writer.spooling }),
    inherited: writer.inherited,
    close: () => writer.close(),
  };
}
