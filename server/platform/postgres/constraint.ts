type Fault = { constraint_name?: unknown; cause?: unknown } | null | undefined;

/** The name of the constraint that PostgreSQL refused a row for; null for any other error. Drizzle wraps what PostgreSQL said. */
export function violatedConstraint(error: unknown): string | null {
  const fault = error as Fault;
  const name = fault?.constraint_name ?? (fault?.cause as Fault)?.constraint_name;
  return typeof name === "string" && name !== "" ? name : null;
}
