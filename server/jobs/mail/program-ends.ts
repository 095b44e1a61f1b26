import { cron } from "inngest";
import type { Services } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { teamAddresses } from "@/server/brand/team";
import { queueMails } from "@/server/mail/queue";
import { partnerAddresses } from "@/server/partner/read";
import { DAY_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { brandsWithEnded, listPrograms } from "@/server/program/read";
import type { Tools } from "../client";

/** Told within this time after the end, or not at all: nobody needs news of last year. */
const NEWS_FOR_MS = 7 * DAY_MS;

/** Tells brands and the partners concerned, every hour, of programs that have ended. */
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
      const cause = `end of ${id} at ${endsAt}`;
      const tell = (to: readonly string[], url: string): Promise<void> => {
        const data = { url: `${appUrl}${url}`, program: name, endsAt: written };
        return queueMails(tx, secrets, to, { template: "program_ended", brandName: brand.name, data, cause });
      };
      await tell(team, `/programs/${id}`);
      await tell(await partnerAddresses(tx, id, "program"), "/portal");
    }
  });
}
