import type { Document, DocumentedOperation } from "@/server/api/openapi/document";

export type Entry = { method: string; path: string; operation: DocumentedOperation };
export type Group = { tag: string; anchor: string; entries: Entry[] };

/** The operations of a document by what they are about, in the document's order. */
export function groupsOf(document: Document): Group[] {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({ method, path, operation })),
  );
  return document.tags.map(({ name }) => ({
    tag: name,
    anchor: name.toLowerCase().replace(/\W+/g, "-"),
    entries: entries.filter(({ operation }) => operation.tags.includes(name)),
  }));
}
