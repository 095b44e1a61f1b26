import { pino } from "pino";

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

/** JSON lines on standard error, so that standard output stays for what a person started the server to read. */
export function makeLog(level: string): Log {
  return pino(
    { level, base: null, redact: { paths: REDACTED, censor: "[hidden]" } },
    pino.destination({ fd: 2, sync: false }),
  );
}
