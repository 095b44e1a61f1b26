import { attempt } from "./attempt";

/** `url` with the click in it; as it was given where there is no click, or where it is no web address. */
export const decorate = (url: string, cref: string | null, queryParam: string, param?: string): string =>
  attempt(() => {
    const target = new URL(url, location.href);
    if (!cref || !/^http/.test(target.protocol)) return url;
    const stripe = target.hostname === "buy.stripe.com" && "client_reference_id";
    target.searchParams.set(param || stripe || queryParam, cref);
    return target.href;
  }) ?? url;
