type Wrapped = { query: unknown; params: unknown; cause: unknown };

/**
 * What PostgreSQL or the connection said. Drizzle wraps it in an error that has no code of its own and repeats every parameter
 * in its message, e-mail addresses included. Told by its fields, because each of Next's bundles has a class of its own for it.
 */
export function bareFault(error: unknown): unknown {
  return isWrapped(error) ? error.cause : error;
}

function isWrapped(error: unknown): error is Error & Wrapped {
  return error instanceof Error && "query" in error && "params" in error && error.cause instanceof Error;
}
