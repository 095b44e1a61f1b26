import { notFound } from "next/navigation";
import { AppError } from "@/server/platform/errors";

/** What a procedure said no to, in its words; other failures pass on. */
export function refusalOf(error: unknown): AppError {
  const cause = error instanceof Error ? error.cause : null;
  if (cause instanceof AppError) return cause;
  if (error instanceof AppError) return error;
  throw error;
}

/** What was asked for, or Next's page for what is not there. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (refusalOf(error).status === 404) notFound();
    throw error;
  }
}
