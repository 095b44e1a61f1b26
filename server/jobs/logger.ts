import type { Services } from "@/server/auth/context";

/** The SDK's words in our log. Errors of functions come to their runs as well, so they are warnings here. */
export function loggerOf({ log }: Services) {
  const write =
    (level: "debug" | "warn") =>
    (first?: unknown, ...rest: unknown[]) =>
      typeof first === "object" && first !== null
        ? log[level](first, typeof rest[0] === "string" ? rest[0] : "inngest")
        : log[level]({ rest }, String(first));
  return { debug: write("debug"), info: write("debug"), warn: write("warn"), error: write("warn") };
}
