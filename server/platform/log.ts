import { pino } from "pino";
import { bareFault } from "./postgres/fault";

export type Log = Pick<ReturnType<typeof pino>, "debug" | "info" | "warn" | "error">;

const REDACTED = [
  "authorization",
  "cookie",
  "secret",
  "password",
  "apiKey",
  "email",
  "*.authorization",
  "*.cookie",
  "*.secret",
  "*.password",
  "*.apiKey",
  "*.email",
];

/** Fields of PostgreSQL's errors that may repeat data. */
const QUOTING: ReadonlySet<string> = new Set(["detail", "where", "internal_query"]);

/** JSON lines on standard error, so that standard output stays for what a person started the server to read. */
export function makeLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: REDACTED, censor: "[hidden]" },
      serializers: { err: shownError },
    },
    pino.destination({ fd: 2, sync: false }),
  );
}

/** What is logged of an error. PostgreSQL quotes rows and values where it explains itself, and those are what people sent. */
export function shownError(error: unknown): unknown {
  const shown: unknown = pino.stdSerializers.err(bareFault(error) as Error); // what is no error is passed through
  if (typeof shown !== "object" || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !QUOTING.has(name)));
}
