import { z } from "zod";
import type { AnyOperation, PublicOperation } from "@/server/api/rest/operation";
import { openApiDocument } from "./document";

/** The operation that publishes the document of all others and of itself. */
export function describeApi(others: readonly AnyOperation[]): PublicOperation {
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
    run: async ({ appUrl }) => openApiDocument([...others, self], appUrl),
  };
  return self;
}
