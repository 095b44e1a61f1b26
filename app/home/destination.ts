import { areaOf } from "./own-pages";

/** Where somebody goes who asks for home. `way` comes from their browser: only a page of their own area is followed. */
export function destinationOf(kind: "member" | "partner" | undefined, way: string | null): string {
  if (kind === undefined) return "/sign-in";
  const area = way === null ? null : areaOf(way);
  if (way !== null && (area === kind || area === "both")) return way;
  return kind === "member" ? "/overview" : "/portal";
}
