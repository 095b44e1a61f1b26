import type { Environment } from "@/server/platform/env";
import type { NextHandler } from "./handler";
import type { Opened } from "./opened";

type Site = { handle: NextHandler; close(): Promise<void> };

/** Hands requests to Next, which is opened now or, where pages are left to their first visitor, with the first request. */
export async function openPages(
  env: Environment,
  { development }: { development: boolean },
  opened: Opened,
): Promise<NextHandler> {
  let site: Promise<Site> | undefined;
  const pages = (): Promise<Site> => {
    site ??= openSite(env, development);
    return site;
  };
  // One that could not be opened has said why, and has nothing to close.
  opened.add(async () => (await site?.catch(() => null))?.close());
  if (development || env.PRELOAD_PAGES === "on") await pages();
  return async (request, response) => (await pages()).handle(request, response);
}

async function openSite(env: Environment, development: boolean): Promise<Site> {
  const { default: next } = await import("next");
  const site = next({ dev: development, dir: process.cwd(), hostname: env.HOST, port: env.PORT });
  await site.prepare();
  return { handle: site.getRequestHandler(), close: () => site.close() };
}
