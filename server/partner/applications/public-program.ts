import type { Services } from "@/server/auth/context";
import { readLogo } from "@/server/brand/files/logo";
import { readBrand } from "@/server/brand/read";
import type { Id } from "@/server/platform/ids";
import { findProgram, type Program, termsVersions } from "@/server/program/read";
import type { TermsVersion } from "@/server/program/rules";
import { loadPolicy, programOfSlug, type SignupPolicy } from "./store";

/** What anybody may know of a program. */
export type PublicProgram = {
  brandName: string;
  logo: { id: Id; width: number; height: number } | null;
  program: Pick<Program, "id" | "name" | "slug" | "currency" | "timeZone" | "destinationUrl">;
  signup: SignupPolicy;
  /** All versions, in the order in which they come into force. */
  terms: TermsVersion[];
};

/** An active program that takes partners who are not invited; null when there is none with this slug. */
export function publicProgram(services: Services, brandId: Id, slug: string): Promise<PublicProgram | null> {
  return services.database.inBrand(brandId, async (tx) => {
    const programId = await programOfSlug(tx, slug);
    const program = programId === null ? null : await findProgram(tx, programId);
    if (!program) return null;
    const signup = await loadPolicy(tx, program.id);
    if (signup === "off") return null;
    const { id, name, currency, timeZone, destinationUrl } = program;
    const [brand, logo, terms] = await Promise.all([readBrand(tx), readLogo(tx), termsVersions(tx, id)]);
    return {
      brandName: brand.name,
      logo: logo && { id: logo.id, width: logo.width, height: logo.height },
      program: { id, name, slug, currency, timeZone, destinationUrl },
      signup,
      terms,
    };
  });
}
