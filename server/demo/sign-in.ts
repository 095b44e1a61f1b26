import type { Services } from "@/server/auth/context";
import { startSession } from "@/server/auth/session/start";
import { DEMO_DOMAIN, hasJoined, putDemoAdmin } from "@/server/brand/members/first-owner";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { emailOf, PARTNERS } from "./history/roster";
import { findDemoProgram } from "./read";

const HOURS = 12;
const ADMIN = `admin@${DEMO_DOMAIN}`;

/** Whether this process may let anybody in as one of the demonstration's people: it was started to show it, or to develop. */
export function isDemoOpen(): boolean {
  return process.argv.includes("--demo") || process.env["OPENPARTNER_DEV"] === "1";
}

/** Whether there is a demonstration that anybody may look around in: this process shows it, and no real person has come yet. */
export function isDemoShown({ database }: Pick<Services, "database">, brandId: Id): Promise<boolean> {
  if (!isDemoOpen()) return Promise.resolve(false);
  return database.inBrand(
    brandId,
    async (tx) => (await findDemoProgram(tx)) !== null && !(await hasJoined(tx)),
  );
}

/**
 * Signs in as the demonstration's admin or its busiest partner. Resolves to the Set-Cookie header. 403 `forbidden` once a real
 * person has signed in here: then the brand is no demonstration any more. 404 where none was loaded.
 */
export async function signInToDemo(
  services: Services,
  brandId: Id,
  as: "admin" | "partner",
): Promise<string> {
  await services.database.inBrand(brandId, async (tx) => {
    if (!(await findDemoProgram(tx))) throw new AppError("not_found", "There is no demonstration here.");
    if (await hasJoined(tx)) {
      throw new AppError("forbidden", "This server is in use: sign in with your own address.");
    }
    if (as === "admin") await putDemoAdmin(tx, ADMIN);
  });
  return startSession(services, as === "admin" ? ADMIN : emailOf(PARTNERS[0]), HOURS);
}
