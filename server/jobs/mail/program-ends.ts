import { cron } from "inngest";
import type { Services } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { teamAddresses } from "@/server/brand/team";
import { queueMail } from "@/server/mail/queue";
import { DAY_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { brandsWithEnded, listPrograms } from "@/server/program/read";
import type { Tools } from "../client";

/** Told within this time after the end, or not at all: nobody needs news of last year. */
const NEWS_FOR_MS = 7 * DAY_MS;

/** Tells brands, every hour, of programs that have ended. */
export function tellProgramEndsFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "tell-program-ends", triggers: cron("7 * * * *"), singleton: { mode: "skip" } },
    ({ step }) => step.run("tell", () => tellProgramEnds(services)),
  );
}

/** Each end is told once, whichever process tells it: the end is the mail's cause. */
export async function tellProgramEnds(services: Services): Promise<void> {
  for (const brandId of await brandsWithEnded(services.database, now() - NEWS_FOR_MS, now()))
    await tellOf(services, brandId);
}

function tellOf({ database, secrets, appUrl }: Services, brandId: Id): Promise<void> {
  return database.inBrand(brandId, async (tx) => {
    const brand = await readBrand(tx);
    const team = await teamAddresses(tx);
    for (const { id, name, endsAt, timeZone } of await listPrograms(tx)) {
      if (endsAt === null || endsAt > now() || endsAt <= now() - NEWS_FOR_MS) continue;
      const written = new Date(endsAt).toLocaleString("en-GB", {
        timeZone,
        dateStyle: "long",
        timeStyle: "short",
      });
      const data = { url: `${appUrl}/programs/${id}`, program: name, endsAt: written };
      const cause = `end of ${id} at ${endsAt}`;
      for (const to of team)
        await queueMail(tx, secrets, { template: "program_ended", to, brandName: brand.name, data, cause });
    }
  });
}
