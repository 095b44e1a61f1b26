import type { z } from "zod";
import { AppError, ERROR_STATUS, type ErrorCode } from "@/server/platform/errors";
import { reasonOf } from "./reason";

export type Problem = { path: string; reason: string };

/** Checks one part of a request. All problems are reported at once; a problem with a code of its own decides the code. */
export function validate<T>(
  schema: z.ZodType<T>,
  value: unknown,
  fallback: "invalid_body" | "invalid_query" | "not_found",
): T {
  const result = schema.safeParse(value, { error: reasonOf });
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(innermost);
  const detail: Problem[] = issues.map((issue) => ({ path: issue.path.join("."), reason: issue.message }));
  const special = issues.map(codeOf).find((code) => code !== undefined);
  const first = detail[0];
  if (special) throw new AppError(special, issues.find(codeOf)?.message ?? "", { detail });
  const where = fallback === "invalid_query" ? "query" : "body";
  const message = first
    ? `The ${where} cannot be used: ${first.path || where} ${lowered(first.reason)}.`
    : `The ${where} cannot be used.`;
  throw new AppError(fallback, message, { detail });
}

/** Of a union's branches, the issues of the one that came closest: the one that carries a code, else the first. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ ...issue, path: [...issue.path, key] }));
  if (issue.code !== "invalid_union") return [issue];
  const branches = issue.errors.map((branch) => branch.flatMap(innermost));
  const best = branches.find((branch) => branch.some(codeOf)) ?? [];
  return best.length > 0
    ? best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
    : [issue];
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode | undefined {
  if (issue.code !== "custom") return undefined;
  const code: unknown = issue.params?.["code"];
  return typeof code === "string" && code in ERROR_STATUS ? (code as ErrorCode) : undefined;
}

function lowered(reason: string): string {
  return reason.charAt(0).toLowerCase() + reason.slice(1).replace(/\.$/, "");
}
