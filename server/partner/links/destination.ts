import { AppError } from "@/server/platform/errors";
import { isAllowedUrl } from "@/server/program/destinations/domains";
import type { Program } from "@/server/program/read";

/** Refuses a link's own destination that the program does not allow. */
export function checkDestination(program: Program, destinationUrl: string | null): void {
  if (destinationUrl === null) return;
  if (isAllowedUrl(destinationUrl, program.destinationUrl, program.allowedDomains)) return;
  const reason = `must be on the host of ${program.destinationUrl} or on an allowed domain, with http(s) and the default port`;
  throw new AppError("invalid_body", `The destination ${destinationUrl.slice(0, 200)} ${reason}.`, {
    detail: [{ path: "destinationUrl", reason }],
  });
}
