import { initTRPC, type TRPCMutationProcedure, type TRPCQueryProcedure } from "@trpc/server";
import type { z } from "zod";
import { toldOf } from "@/server/api/rest/errors";
import type { ApiRequest, KeyedOperation, Operation } from "@/server/api/rest/operation";
import { permitOperation, runOperation } from "@/server/api/rest/run";
import type { Context } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import { trpcError } from "./errors";
import { partsOf } from "./parts";

/** A call that came over tRPC, or from a page of this server. */
export type TrpcContext = {
  readonly call: Context;
  readonly request: ApiRequest;
  readonly requestId: string;
};

export const trpc = initTRPC.context<TrpcContext>().create({
  isDev: false,
  errorFormatter({ shape, error }) {
    const told = error.cause instanceof AppError ? error.cause : null;
    return { ...shape, data: { ...shape.data, error: told?.code ?? null, detail: told?.detail ?? null } };
  },
});

/** What a procedure takes: path, query and body in one object. */
type InputOf<O> =
  O extends Operation<string, infer _M, infer P, infer Q, infer B, infer _R>
    ? Optional<Part<P> & Part<Q> & Part<B>>
    : never;
/** A part that the operation does not have adds nothing. */
type Part<S extends z.ZodType> = [z.input<S>] extends [undefined]
  ? unknown
  : string extends keyof z.input<S>
    ? unknown
    : z.input<S>;
// biome-ignore lint/complexity/noBannedTypes: `{}` is what is assignable when nothing is required
type Optional<T> = unknown extends T ? void : {} extends T ? T | void : T;

type OutputOf<O> = O extends { run(ctx: Context, input: never): Promise<infer R> } ? R : never;
type Types<O> = { input: InputOf<O>; output: OutputOf<O>; meta: object };

export type ProcedureOf<O extends KeyedOperation> = O["method"] extends "GET"
  ? TRPCQueryProcedure<Types<O>>
  : TRPCMutationProcedure<Types<O>>;

/** The procedures of a list of operations, each under its operation's id. */
export function proceduresOf<const T extends readonly KeyedOperation[]>(
  operations: T,
): { [O in T[number] as O["id"]]: ProcedureOf<O> } {
  const procedures = operations.map((operation) => [operation.id, procedureOf(operation)]);
  // Object.fromEntries forgets which name belongs to which procedure.
  return Object.fromEntries(procedures) as { [O in T[number] as O["id"]]: ProcedureOf<O> };
}

/** One operation as a tRPC procedure: a query when it only reads, else a mutation. */
function procedureOf<O extends KeyedOperation>(operation: O): ProcedureOf<O> {
  const procedure = trpc.procedure.input((value: unknown) => value);
  const built =
    operation.method === "GET"
      ? procedure.query(({ ctx, input }) => answer(ctx, operation, input))
      : procedure.mutation(({ ctx, input }) => answer(ctx, operation, input));
  // The schemas that check the input when it runs are the ones these types come from.
  return built as unknown as ProcedureOf<O>;
}

async function answer(ctx: TrpcContext, operation: KeyedOperation, input: unknown): Promise<unknown> {
  const { call, request, requestId } = ctx;
  try {
    permitOperation(call, operation);
    return await runOperation(call, operation, partsOf(operation, input), request);
  } catch (error) {
    throw trpcError(toldOf(error, requestId, call.services.log));
  }
}
