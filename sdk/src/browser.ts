import { attempt } from "./browser/attempt";
import type { IdentifyOptions, IdentifyResponse, OpenPartnerConfig } from "./browser/config";
import { decorate } from "./browser/decorate";
import { follow } from "./browser/follow";
import { openJar } from "./browser/jar";
import { post } from "./browser/post";
import type { Consent } from "./consent";
import { latestCref, parseCref } from "./cref";
import type { OpenPartnerError } from "./error";

// This file is the package's entry `.`: what it exports is its public face.
export type { IdentifyOptions, IdentifyResponse, OpenPartnerConfig } from "./browser/config";
export type { Consent } from "./consent";
export { OpenPartnerError } from "./error";

/** A visitor's click, as this page knows it. No method throws, and no promise is rejected. */
export interface OpenPartner {
  /** Resolves when a link's code (`?via=`, `?aff=`, `?ref=`) has become a click, or could not; at once without one. */
  readonly ready: Promise<void>;
  /** The click id, 26 characters, or null: of the address, a cookie, or storage, whichever click is the latest. */
  getCref(): string | null;
  /** The same, for Stripe's `client_reference_id`. */
  getReferral(): string | null;
  /** Forgets the click, on the device too. */
  clear(): void;
  /** Tells what the visitor answered. `granted` stores the click; `denied` removes it. GPC is always `denied`. */
  consent(answer: Consent): void;
  /**
   * Binds the click to the brand's own id of the customer, 1–255 characters. Null when there is no click, or when it
   * failed, which `onError` is told.
   */
  identify(userId: string, options?: IdentifyOptions): Promise<IdentifyResponse | null>;
  /**
   * The address with the click id in it, as `client_reference_id` for a Stripe payment link, else as `queryParam`, or
   * under the name given. Unchanged when there is no click, or when it is no web address.
   */
  decorate(url: string, param?: string): string;
}

/** Global Privacy Control, which TypeScript's library does not know yet. */
const optedOut = () =>
  attempt(() => (navigator as Navigator & { globalPrivacyControl?: boolean }).globalPrivacyControl);

const init = (given: OpenPartnerConfig): OpenPartner => {
  // Spread, so that a page in plain JavaScript that gives none is no exception.
  const config = { ...given };
  const { queryParam = "cref", onError = (error: unknown) => console.warn("[openpartner]", error) } = config;
  const jar = openJar(config);
  const query = new URLSearchParams(attempt(() => location.search));
  /** The click that led to this page: kept in memory whatever was answered. */
  let arrival = parseCref(query.get(queryParam));
  let answer = config.consent ?? "unknown";
  let days: number | undefined;

  const consent = () => (optedOut() ? "denied" : answer);

  // Read anew each time: another tab may have brought a later click.
  const getCref = () => latestCref([arrival, ...(consent() === "denied" ? [] : jar.read())], Date.now());

  const keep = () => {
    const cref = getCref();
    if (consent() === "denied") jar.clear();
    else if (cref && answer === "granted") jar.write(cref, days);
  };

  const report = (error: unknown) => {
    attempt(() => onError(error));
    return null;
  };

  const ready = (async () => {
    // A page that is made ahead of time is not visited yet, and perhaps never.
    if (attempt(() => (document as Document & { prerendering?: boolean }).prerendering))
      await new Promise((resolve) => document.addEventListener("prerenderingchange", resolve));
    keep();
    const param = ["via", "aff", "ref"].find((name) => query.get(name));
    if (!param || arrival || !config.key) return;
    try {
      const reply = await follow(config, param, getCref(), consent());
      arrival = parseCref(reply.cref as string);
      days = reply.cookieWindowDays as number | undefined;
      keep();
    } catch (error) {
      // A code that is nobody's is another tool's business: `ref` is a common name.
      if ((error as OpenPartnerError).status !== 404) report(error);
    }
  })();

  return {
    ready,
    getCref,
    getReferral: getCref,
    clear() {
      arrival = null;
      jar.clear();
    },
    consent(next) {
      answer = next;
      keep();
    },
    identify: (userId, options) =>
      ready
        .then(() => {
          const cref = getCref();
          return cref
            ? post(config, "/attribution/identify", { cref, userId: `${userId}`, ...options })
            : null;
        })
        .catch(report) as Promise<IdentifyResponse | null>,
    decorate: (url, param) => decorate(url, getCref(), queryParam, param),
  };
};

/** Starts following the visitor's click on this page. Call it once for each page load; it is safe on a server too. */
export const OpenPartner = { init };
