import type { Gate } from "@/server/auth/authenticate";
import type { Services } from "@/server/auth/context";
import type { Router } from "./router";

/** What the API needs to answer requests. */
export type Api = { readonly services: Services; readonly gate: Gate; readonly router: Router };
