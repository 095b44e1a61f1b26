import { AppError } from "@/server/platform/errors";

/** One thing that is wrong with what a person wants to set, where it stands in the body, and what would be right. */
export type Problem = {
  path: string;
  reason: string;
  /** For problems that have an error code of their own. */
  code?: "invalid_amount" | "invalid_currency" | "invalid_time";
};

/** Refuses when there is any problem, naming all of them at once. The first with a code of its own decides the code. */
export function refuseProblems(problems: readonly Problem[]): void {
  const told = problems.find((problem) => problem.code !== undefined) ?? problems[0];
  if (!told) return;
  const detail = problems.map(({ path, reason }) => ({ path, reason }));
  throw new AppError(told.code ?? "invalid_body", `${told.path}: ${told.reason}.`, { detail });
}
