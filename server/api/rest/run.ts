import { z } from "zod";
import { permitAll, permitKeys } from "@/server/auth/all-scopes";
import { type Context, permit } from "@/server/auth/context";
import type { ApiRequest, KeyedOperation } from "./operation";
import { validate } from "./validate";

/** What came in for an operation, before it was checked. */
export type RawInput = { params: unknown; query: unknown; body: unknown };

const noParams = z.object({});
/** A misspelt parameter must not be passed over: it may have been the one that says "preview". */
const noQuery = z.strictObject({});

/** Refuses an actor whom the operation is not for. */
export function permitOperation(ctx: Context, operation: KeyedOperation): void {
  const { access } = operation;
  if ("scope" in access) permit(ctx.actor, access.scope);
  if ("allScopes" in access) (access.orPartner ? permitKeys : permitAll)(ctx.actor);
  if ("publishable" in access && ctx.actor.kind !== "publishable") permit(ctx.actor, access.publishable);
  if ("browser" in access) permit(ctx.actor, access.browser);
}

/** Checks the input with the operation's own schemas and runs it. Both doors, REST and tRPC, end here. */
export function runOperation(
  ctx: Context,
  operation: KeyedOperation,
  raw: RawInput,
  request: ApiRequest,
): Promise<unknown> {
  const input = {
    params: validate(operation.params ?? noParams, raw.params, "not_found"),
    query: validate(operation.query ?? noQuery, raw.query, "invalid_query"),
    body: operation.body ? validate(operation.body, raw.body, "invalid_body") : undefined,
    request,
  };
  return operation.run(ctx, input as never); // validated just now by the operation's own schemas
}
