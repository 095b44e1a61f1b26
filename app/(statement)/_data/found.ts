import { notFound } from "next/navigation";
import { AppError } from "@/server/platform/errors";

/** What was asked for, or the page for what is not there: also for a month that is none, and for another partner's document. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    if (cause instanceof AppError && (cause.status === 404 || cause.code === "invalid_time")) notFound();
    throw error;
  }
}
