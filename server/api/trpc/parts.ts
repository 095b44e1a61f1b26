import { z } from "zod";
import type { KeyedOperation } from "@/server/api/rest/operation";
import type { RawInput } from "@/server/api/rest/run";
import { AppError } from "@/server/platform/errors";

/** Gives each field of a procedure's input back to the part of the request that it belongs to. */
export function partsOf(operation: KeyedOperation, input: unknown): RawInput {
  const inPath = new Set([...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? ""));
  const inQuery = queryNames(operation);
  const fields = Object.entries(fieldsOf(input));
  const isQuery = (name: string): boolean => !inPath.has(name) && (!operation.body || inQuery.has(name));
  return {
    params: Object.fromEntries(fields.filter(([name]) => inPath.has(name))),
    query: Object.fromEntries(fields.filter(([name]) => isQuery(name))),
    body: Object.fromEntries(fields.filter(([name]) => !inPath.has(name) && !isQuery(name))),
  };
}

function queryNames({ query }: KeyedOperation): ReadonlySet<string> {
  return new Set(query instanceof z.ZodObject ? Object.keys(query.shape) : []);
}

function fieldsOf(input: unknown): object {
  if (input === undefined) return {};
  if (typeof input === "object" && input !== null && !Array.isArray(input)) return input;
  throw new AppError("invalid_body", "The input of a procedure is an object.");
}
