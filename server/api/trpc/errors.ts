import { TRPCError } from "@trpc/server";
import type { AppError } from "@/server/platform/errors";

type Code = TRPCError["code"];

const CODES = new Map<number, Code>([
  [400, "BAD_REQUEST"],
  [401, "UNAUTHORIZED"],
  [403, "FORBIDDEN"],
  [404, "NOT_FOUND"],
  [405, "METHOD_NOT_SUPPORTED"],
  [409, "CONFLICT"],
  [413, "PAYLOAD_TOO_LARGE"],
  [415, "UNSUPPORTED_MEDIA_TYPE"],
  [422, "UNPROCESSABLE_CONTENT"],
  [429, "TOO_MANY_REQUESTS"],
  [503, "SERVICE_UNAVAILABLE"],
]);

/** An error of ours as tRPC knows it. Our own code and detail travel beside it, in `data.error` and `data.detail`. */
export function trpcError(error: AppError): TRPCError {
  return new TRPCError({
    code: CODES.get(error.status) ?? "INTERNAL_SERVER_ERROR",
    message: error.message,
    cause: error,
  });
}
