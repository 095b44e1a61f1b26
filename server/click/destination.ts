import { isAllowedUrl } from "@/server/program/domains";

/** The query of a request: each parameter decoded, and as it was written. */
export type Query = { name: string; value: string; raw: string }[];

export type Destinations = {
  /** Where this link leads. */
  destinationUrl: string;
  /** The program's own destination, whose host with `allowedDomains` bounds deep links. */
  programUrl: string;
  allowedDomains: string[];
};

const DEEP_LINK = "url";
const CREF = "cref";

/** Splits a raw query (without `?`). URLSearchParams passes over empty segments like this, so that both lists run in step. */
export function parseQuery(search: string): Query {
  if (search === "") return [];
  const raw = search.split("&").filter((segment) => segment !== "");
  return [...new URLSearchParams(`?${search}`)].map(([name, value], index) => ({
    name,
    value,
    raw: raw[index] ?? "",
  }));
}

/** The first value of a parameter, or null. */
export function valueOf(query: Query, name: string): string | null {
  return query.find((parameter) => parameter.name === name)?.value ?? null;
}

/**
 * Where a visitor is sent, without the click's id: the deep link if it is allowed, else the link's destination, with the
 * request's parameters after its own. On the same name the destination's own parameter stands.
 */
export function landingUrl(destinations: Destinations, query: Query): URL {
  const url = new URL(chosen(destinations, query));
  if (url.searchParams.has(CREF)) url.searchParams.delete(CREF);
  const own = new Set(url.searchParams.keys());
  const passed = query.filter(({ name }) => name !== DEEP_LINK && name !== CREF && !own.has(name));
  if (passed.length > 0) url.search = joined(url, passed.map((parameter) => parameter.raw).join("&"));
  return url;
}

/** The same address with the click's id as its last parameter. */
export function withCref(landing: URL, cref: string): string {
  const url = new URL(landing);
  url.search = joined(url, `${CREF}=${cref}`);
  return url.href;
}

function chosen(destinations: Destinations, query: Query): string {
  const deepLink = valueOf(query, DEEP_LINK);
  const allowed =
    deepLink !== null && isAllowedUrl(deepLink, destinations.programUrl, destinations.allowedDomains);
  return allowed ? deepLink : destinations.destinationUrl;
}

function joined(url: URL, parameters: string): string {
  return url.search === "" ? parameters : `${url.search}&${parameters}`;
}
