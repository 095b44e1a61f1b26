import type { Actor } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { isAllowedUrl } from "@/server/program/destinations/domains";
import { findProgram, listPrograms } from "@/server/program/read";

type Site = { destinationUrl: string; allowedDomains: string[] };

/** Whether pages of this origin belong to the program. Any port will do: a host is one brand's, whatever it runs there. */
export function isAllowedOrigin(origin: string, site: Site): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  if (protocol !== "https:" && protocol !== "http:") return false;
  return isAllowedUrl(`${protocol}//${hostname}/`, site.destinationUrl, site.allowedDomains);
}

/** Whether pages of this origin belong to any program of the brand. */
export async function isKnownOrigin(tx: Tx, origin: string): Promise<boolean> {
  const programs = await listPrograms(tx, { status: "active" });
  return programs.some((program) => isAllowedOrigin(origin, program));
}

/** The origin of the page that calls, where a browser calls. */
export function originOf(actor: Actor): string | null {
  return actor.kind === "browser" || actor.kind === "publishable" ? actor.origin : null;
}

/** 403 for a page that does not belong to the program. Calls of servers have no origin and pass. */
export async function refuseForeignOrigin(tx: Tx, actor: Actor, programId: Id): Promise<void> {
  const origin = originOf(actor);
  if (origin === null) return;
  const program = await findProgram(tx, programId);
  if (program && isAllowedOrigin(origin, program)) return;
  throw foreignOrigin(origin);
}

export function foreignOrigin(origin: string): AppError {
  return new AppError(
    "forbidden",
    `Pages of ${origin.slice(0, 200)} may not do this: their host is neither that of the program's destination nor one of its allowed domains.`,
  );
}
