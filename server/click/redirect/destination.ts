import { memo } from "@/server/platform/memory/memo";
import { isAllowedUrl } from "@/server/program/destinations/domains";

/** The query of a request: each parameter decoded, and as it was written. */
export type Query = { name: string; value: string; raw: string }[];

export type Destinations = {
  /** Where this link leads. */
  destinationUrl: string;
  /** The program's own destination, whose host with `allowedDomains` bounds deep links. */
  programUrl: string;
  allowedDomains: string[];
};

/** An address in three parts: up to its query, the query without `?`, and the fragment with its `#`. */
export type Landing = { base: string; query: string; fragment: string };

const DEEP_LINK = "url";
const CREF = "cref";
const MAX_DESTINATIONS = 10_000;
/** A parameter whose text is its value: nothing is encoded, and no half of a surrogate pair stands alone. */
const PLAIN = /^[^%+\p{Surrogate}]*$/u;
/** What may stand in a query as it is, so that `URL` would leave it alone. */
const SAFE_QUERY = /^[!$-&(-;=?-~]*$/;

/** Splits a raw query (without `?`) as URLSearchParams does, which passes over empty segments. */
export function parseQuery(search: string): Query {
  if (search === "") return [];
  return search
    .split("&")
    .filter((segment) => segment !== "")
    .map(parameterOf);
}

function parameterOf(raw: string): Query[number] {
  if (PLAIN.test(raw)) {
    const mark = raw.indexOf("=");
    return mark < 0
      ? { name: raw, value: "", raw }
      : { name: raw.slice(0, mark), value: raw.slice(mark + 1), raw };
  }
  const [[name, value] = ["", ""]] = new URLSearchParams(`?${raw}`);
  return { name, value, raw };
}

/** The first value of a parameter, or null. */
export function valueOf(query: Query, name: string): string | null {
  return query.find((parameter) => parameter.name === name)?.value ?? null;
}

/**
 * Where a visitor is sent, without the click's id: the deep link if it is allowed, else the link's destination, with the
 * request's parameters after its own. On the same name the destination's own parameter stands.
 */
export function landingUrl(destinations: Destinations, query: Query): Landing {
  const deepLink = valueOf(query, DEEP_LINK);
  const { names, ...landing } =
    deepLink !== null && isAllowedUrl(deepLink, destinations.programUrl, destinations.allowedDomains)
      ? partsOf(deepLink)
      : partsOfDestination(destinations.destinationUrl);
  const passed = query.filter(({ name }) => name !== DEEP_LINK && name !== CREF && !names.has(name));
  if (passed.length === 0) return landing;
  return { ...landing, query: joined(landing.query, asQuery(passed.map(({ raw }) => raw).join("&"))) };
}

export function hrefOf({ base, query, fragment }: Landing): string {
  return query === "" ? base + fragment : `${base}?${query}${fragment}`;
}

/** The same address with the click's id as its last parameter. */
export function withCref({ base, query, fragment }: Landing, cref: string): string {
  return `${base}?${joined(query, `${CREF}=${cref}`)}${fragment}`;
}

type Parts = Landing & { names: ReadonlySet<string> };

/** Destinations are taken apart once. Deep links are not remembered: they are whatever visitors send. */
const partsOfDestination = memo(partsOf, MAX_DESTINATIONS);

function partsOf(address: string): Parts {
  const url = new URL(address);
  if (url.searchParams.has(CREF)) url.searchParams.delete(CREF);
  const names = new Set(url.searchParams.keys());
  const [upToFragment, fragment] = cutBefore(url.href, "#");
  const [base, query] = cutBefore(upToFragment, "?");
  return { base, query: query.slice(1), fragment, names };
}

function cutBefore(text: string, mark: string): [before: string, rest: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
}

/** Parameters as they may stand in an address: what would end the query or the header is encoded or left out. */
function asQuery(parameters: string): string {
  if (SAFE_QUERY.test(parameters)) return parameters;
  const url = new URL("https://query.invalid/");
  url.search = `?${parameters}`;
  return url.search.slice(1);
}

function joined(query: string, parameters: string): string {
  return query === "" ? parameters : `${query}&${parameters}`;
}
