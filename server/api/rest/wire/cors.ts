import { isKnownOrigin } from "@/server/click/origin";
import type { Api } from "../api";
import type { ApiReply, ApiRequest } from "../operation";
import { BASE_PATH } from "../router";

/** The only routes that pages of a brand call from a browser. */
const FROM_BROWSERS: ReadonlySet<string> = new Set([
  `${BASE_PATH}/attribution/identify`,
  `${BASE_PATH}/track/click`,
]);

const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * The headers with which a browser lets the page read the reply: null for all other routes. A page of a foreign origin gets
 * none but `Vary`, so that no cache gives one origin the answer made for another.
 */
export async function corsHeaders(api: Api, request: ApiRequest): Promise<Record<string, string> | null> {
  if (!FROM_BROWSERS.has(request.path)) return null;
  const origin = request.header("origin");
  if (origin === undefined || !(await isAllowed(api, origin))) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "X-Request-Id, Retry-After",
  };
}

/** The answer to a browser that asks before it sends; null when the request is no such question. */
export async function preflight(api: Api, request: ApiRequest): Promise<ApiReply | null> {
  if (request.method !== "OPTIONS") return null;
  const headers = await corsHeaders(api, request);
  if (!headers) return null;
  const allowed = "access-control-allow-origin" in headers;
  return {
    status: 204,
    headers: {
      ...headers,
      ...(allowed
        ? {
            "access-control-allow-methods": "POST",
            "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key, X-Request-Id",
            "access-control-max-age": String(PREFLIGHT_MAX_AGE_SECONDS),
          }
        : {}),
    },
    body: "",
  };
}

async function isAllowed(api: Api, origin: string): Promise<boolean> {
  const brandId = await api.gate.homeBrand();
  if (!brandId) return false;
  return api.services.database.inBrand(brandId, (tx) => isKnownOrigin(tx, origin));
}
