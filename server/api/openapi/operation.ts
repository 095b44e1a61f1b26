import { z } from "zod";
import type { AnyOperation, PublicOperation } from "@/server/api/rest/operation";
import { type Document, openApiDocument } from "./document";

/** The operation that publishes the document of all others and of itself. */
export function describeApi(others: readonly AnyOperation[]): PublicOperation {
  // Everyone may ask for it, and making it takes as long as many redirects.
  const known = new Map<string, Document>();
  const documentAt = (origin: string): Document => {
    const document = known.get(origin) ?? openApiDocument([...others, self], origin);
    known.set(origin, document);
    return document;
  };
  const self: PublicOperation = {
    id: "describeApi",
    method: "GET",
    path: "/openapi.json",
    tag: "Description",
    summary: "Describe this API",
    description: "This document: OpenAPI 3.1, made from the schemas that check the requests.",
    access: { public: true },
    reply: z.record(z.string(), z.unknown()),
    status: 200,
    errors: [],
    run: async ({ appUrl }) => documentAt(appUrl),
  };
  return self;
}
