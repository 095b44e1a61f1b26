/** Headers of a Request, or a plain object such as Node's `IncomingMessage.headers`. */
export type HeadersLike =
  | Pick<Headers, "get">
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** One header's value, its name in lower case; null when it is absent. */
export function headerOf(headers: HeadersLike, name: string): string | null {
  if (canGet(headers)) return headers.get(name);
  const key = name in headers ? name : Object.keys(headers).find((other) => other.toLowerCase() === name);
  const value = key === undefined ? undefined : headers[key];
  return typeof value === "object" ? value.join(", ") : (value ?? null);
}

/** Asked by what it can do, not by `instanceof`: frameworks bring their own `Headers` from another realm. */
const canGet = (headers: HeadersLike): headers is Pick<Headers, "get"> => typeof headers.get === "function";
