import { cron } from "inngest";
import type { Services } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { queueMails } from "@/server/mail/queue";
import { partnerAddresses } from "@/server/partner/read";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { brandsWithTermsBetween, listPrograms, termsVersions } from "@/server/program/read";
import { NOTICE_MS, versionsToCome } from "@/server/program/terms/notice";
import type { Tools } from "../client";
import { causeOfTerms, termsLetter } from "./terms-letter";

/** Tells partners, every hour, of terms that were made long ago and come near now. */
export function tellTermsToComeFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "tell-terms-to-come", triggers: cron("11 * * * *"), singleton: { mode: "skip" } },
    ({ step }) => step.run("tell", () => tellTermsToCome(services)),
  );
}

/** Whom they will apply to is known only now: who pins a version or left the program meanwhile hears nothing. */
export async function tellTermsToCome(services: Services): Promise<void> {
  for (const brandId of await brandsWithTermsBetween(services.database, now(), now() + NOTICE_MS))
    await tellOf(services, brandId);
}

function tellOf({ database, secrets, appUrl }: Services, brandId: Id): Promise<void> {
  return database.inBrand(brandId, async (tx) => {
    const { name: brandName } = await readBrand(tx);
    for (const program of await listPrograms(tx)) {
      for (const { id, effectiveFrom } of versionsToCome(await termsVersions(tx, program.id), now())) {
        const to = await partnerAddresses(tx, program.id, "terms");
        const data = termsLetter(appUrl, program, effectiveFrom);
        const cause = causeOfTerms(id);
        await queueMails(tx, secrets, to, { template: "terms_changed", brandName, data, cause });
      }
    }
  });
}
