import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import type { Sandbox } from "../sandbox";

/** What a page answers a browser with. */
export type PageReply = { html: string; status?: number } | { location: string };

/** One visit to a page: which account it belongs to, the id in its address, and what was sent, if anything. */
export type Visit = { sandbox: Sandbox; merchant: Merchant; id: string; sent: Params | null };

export type Page = (visit: Visit) => PageReply;
