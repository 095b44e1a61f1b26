import type { Consent } from "../consent";
import type { OpenPartnerConfig } from "./config";
import { post } from "./post";

/** Has the API make a click of the code in this page's address. A repeated attempt is the same click. */
export const follow = (config: OpenPartnerConfig, param: string, cref: string | null, consent: Consent) =>
  post(
    config,
    "/track/click",
    {
      url: location.href.split("#")[0],
      param,
      referrer: document.referrer || undefined,
      existingCref: cref || undefined,
      consent,
    },
    { "idempotency-key": `${Date.now()}${Math.random()}` },
  );
