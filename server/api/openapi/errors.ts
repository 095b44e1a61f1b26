import { type AnyOperation, isPublic } from "@/server/api/rest/operation";
import { ERROR_STATUS, type ErrorCode } from "@/server/platform/errors";
import type { JsonSchema } from "./json-schema";

/** The body of every refusal. */
export const ERROR_SCHEMA: JsonSchema = {
  type: "object",
  description: "Why a request was refused.",
  required: ["error", "message", "requestId"],
  properties: {
    error: { type: "string", description: "A code that stays the same.", enum: Object.keys(ERROR_STATUS) },
    message: { type: "string", description: "A sentence for a person, which may change." },
    detail: {
      description:
        "What exactly: a list of `path` and `reason` for input, `required` for a missing scope, `allowed` for a method.",
    },
    requestId: { type: "string", description: "The `X-Request-Id` of this request." },
  },
};

/** Every code an operation can be refused with, by status: its own, and those that follow from how it is called. */
export function errorsByStatus(operation: AnyOperation): Map<number, ErrorCode[]> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...operation.errors, ...commonErrors(operation)])) {
    const status = ERROR_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

function commonErrors(operation: AnyOperation): ErrorCode[] {
  if (isPublic(operation)) return ["internal_error", "unavailable"];
  return [
    "invalid_query",
    "unauthorized",
    "forbidden",
    "forbidden_scope",
    ...(operation.method === "GET" ? [] : (["body_too_large"] as const)),
    ...(operation.method === "POST" ? (["invalid_body", "idempotency_mismatch"] as const) : []),
    ...(operation.body ? (["invalid_body", "unsupported_media_type"] as const) : []),
    "internal_error",
    "unavailable",
  ];
}
