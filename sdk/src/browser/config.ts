import type { Consent } from "../consent";

export interface OpenPartnerConfig {
  /** Where the API is, with its path: `https://partners.example.com/api/v1`. */
  apiUrl: string;
  /** A publishable key, `opk_…`. Without one, links with `?via=`, `?aff=` or `?ref=` are not followed. */
  key?: string | undefined;
  /** What the visitor said. Default `unknown`: nothing is stored on the device until `consent("granted")`. */
  consent?: Consent | undefined;
  /** Days the click id is kept, 90 unless the program says otherwise; at most 400, the browsers' own limit. */
  cookieWindowDays?: number | undefined;
  /** Default `_cref`. */
  cookieName?: string;
  /** The query parameter that carries the click id. Default `cref`. */
  queryParam?: string;
  /** The key in localStorage. Default `openpartner:cref`. */
  storageKey?: string;
  /** Limit of one request, in milliseconds. Default 10,000. */
  timeoutMs?: number;
  /** Told of every failure, as an `OpenPartnerError` where the API was asked. Default: a line on the console. */
  onError?: (error: unknown) => void;
}

export interface IdentifyResponse {
  ok: boolean;
  identityId: string | null;
  /** True when this click was not bound to this customer before. */
  firstStitch: boolean;
  /** Events that this call newly attributed. */
  backfilledAttributions?: number;
}

export interface IdentifyOptions {
  /** Kept by the API only as a keyed hash, to find partners who refer themselves. */
  email?: string;
  /** From `signUserId` on the server, where the program asks for signed identities. */
  signature?: string;
}
