import type { z } from "zod";
import type { Parts } from "@/server/archive/file/parts";
import type { Context, Services } from "@/server/auth/context";
import type { Scope } from "@/server/auth/scopes";
import type { ErrorCode } from "@/server/platform/errors";
import type { Media } from "./wire/file";

/** A request as the operations see it, whichever server received it. */
export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly ip: string;
  /** Where the caller comes from, as a trusted proxy says: two letters. Absent or null: nobody says. */
  readonly country?: string | null;
  header(name: string): string | undefined;
  /** The raw body. Rejects with `body_too_large` past the limit. */
  body(limitBytes: number): Promise<Buffer>;
};

/** What the servers send back. `parts` stand for the body of a file, and are read to their end or given back. */
export type ApiReply = { status: number; headers: Record<string, string>; body: string; parts?: Parts };

/**
 * Who may call: a key with a scope, or with all of them; `orPartner`: also a
 * partner who is signed in; `publishable`: also a publishable key; `browser`: that too, and a page
 * on an allowed origin without a key.
 */
export type Access =
  | { scope: Scope }
  | { allScopes: true; orPartner?: true }
  | { publishable: Scope }
  | { browser: Scope };

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type NoInput = z.ZodType<Record<string, never>, Record<string, never>>;
type NoBody = z.ZodType<undefined, undefined>;

type Definition<
  Name extends string,
  M extends Method,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R,
> = {
  /** `operationId` in the OpenAPI document, and the name of the tRPC procedure. */
  readonly id: Name;
  readonly method: M;
  /** Below `/api/v1`, with `:name` for parameters. */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** What the reply looks like on the wire. Documentation, and checked in tests. */
  readonly reply: R;
  /** For an operation whose reply is a file: its media types. */
  readonly media?: Media;
  readonly status: 200 | 201 | 204;
  readonly errors: readonly ErrorCode[];
  readonly maxBodyBytes?: number;
};

/** One operation of the API: its validation, its documentation and the verb it calls. */
export type Operation<
  Name extends string = string,
  M extends Method = Method,
  P extends z.ZodType = NoInput,
  Q extends z.ZodType = NoInput,
  B extends z.ZodType = NoBody,
  R extends z.ZodType = z.ZodType,
> = Definition<Name, M, P, Q, B, R> & {
  readonly access: Access;
  /** For an operation with two statuses: which one this result gets. */
  statusOf?(reply: z.output<R>): 200 | 201;
  run(ctx: Context, input: Input<P, Q, B>): Promise<Reply<R>>;
};

/** An operation with nothing to reply may give back nothing at all. */
type Reply<R extends z.ZodType> = [z.output<R>] extends [undefined] ? void : z.output<R>;

export type Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  request: ApiRequest;
};

/** An operation that anyone may call. It reads nothing of a brand, so it runs without an actor. */
export type PublicOperation = Definition<string, "GET", z.ZodType, z.ZodType, z.ZodType, z.ZodType> & {
  readonly access: { public: true };
  run(services: Services): Promise<unknown>;
};

/** An operation whose types are not known. It was checked against its own schemas where it was defined. */
export type KeyedOperation = Definition<string, Method, z.ZodType, z.ZodType, z.ZodType, z.ZodType> & {
  readonly access: Access;
  statusOf?(reply: never): 200 | 201;
  run(ctx: Context, input: never): Promise<unknown>;
};

/** Operations of all kinds in one list. */
export type AnyOperation = KeyedOperation | PublicOperation;

/** Gives an operation its types from its schemas. */
export function operation<
  const Name extends string,
  const M extends Method,
  P extends z.ZodType = NoInput,
  Q extends z.ZodType = NoInput,
  B extends z.ZodType = NoBody,
  R extends z.ZodType = z.ZodType,
>(definition: Operation<Name, M, P, Q, B, R>): Operation<Name, M, P, Q, B, R> {
  return definition;
}

export function isPublic(operation: AnyOperation): operation is PublicOperation {
  return "public" in operation.access;
}
