import type { z } from "zod";
import type { Context } from "@/server/auth/context";
import type { Scope } from "@/server/auth/scopes";
import type { ErrorCode } from "@/server/platform/errors";

/** A request as the operations see it, whichever server received it. */
export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly ip: string;
  header(name: string): string | undefined;
  /** The raw body. Rejects with `body_too_large` past the limit. */
  body(limitBytes: number): Promise<Buffer>;
};

/** What the servers send back. Streams come with exports; everything else is text. */
export type ApiReply = { status: number; headers: Record<string, string>; body: string };

/**
 * Who may call: a key with a scope; any key; `browser`: also a page on an allowed origin without a key; `public`: anyone.
 */
export type Access = { scope: Scope } | { anyKey: true } | { browser: Scope } | { public: true };

export type Input<P, Q, B> = { params: P; query: Q; body: B; request: ApiRequest };

/** One operation of the API: its validation, its documentation and the verb it calls. */
export type Operation<P = unknown, Q = unknown, B = unknown, R = unknown> = {
  /** `operationId` in the OpenAPI document, and the name of the tRPC procedure. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, with `:name` for parameters. */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** What the reply looks like on the wire. Documentation, and checked in tests. */
  readonly reply: z.ZodType<R>;
  readonly status: 200 | 201 | 204;
  /** For an operation with two statuses: which one this result gets. */
  readonly statusOf?: (reply: R) => 200 | 201;
  readonly errors: readonly ErrorCode[];
  readonly maxBodyBytes?: number;
  run(ctx: Context, input: Input<P, Q, B>): Promise<R>;
};

/** Gives an operation its types from its schemas. */
export function operation<P = Record<string, never>, Q = Record<string, never>, B = undefined, R = unknown>(
  definition: Operation<P, Q, B, R>,
): Operation<P, Q, B, R> {
  return definition;
}

/** Operations of all kinds in one list. Each was checked against its own schemas when it was defined. */
export type AnyOperation = Operation<never, never, never, unknown>;
