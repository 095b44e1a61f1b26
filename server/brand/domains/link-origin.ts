import { type Context, transact } from "@/server/auth/context";
import { readBrand } from "../read";
import { loadFirstHost } from "./store";

/**
 * Where the brand's links are shared from, without a slash at the end: its own host, else its name below the links' common
 * domain, else this server.
 */
export function linkOrigin(ctx: Context): Promise<string> {
  const { appUrl, linkDomain } = ctx.services;
  return transact(ctx, async (tx) => {
    const host = await loadFirstHost(tx);
    if (host !== null) return `https://${host}`;
    return linkDomain === null ? appUrl : `https://${(await readBrand(tx)).slug}.${linkDomain}`;
  });
}
