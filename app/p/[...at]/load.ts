import { cache } from "react";
import { sharedServer } from "@/server/api/services";
import { brandOfSlug } from "@/server/brand/by-slug";
import { publicProgram } from "@/server/partner/applications/public-program";
import { now } from "@/server/platform/clock";
import { termsInForce } from "@/server/program/rules";

/**
 * The program at `/p/[program]`, of the one brand that is at home here, or at `/p/[brand]/[program]`. Null where there is none that
 * takes partners without an invitation. Asked once for each request.
 */
export const programAt = cache(async (path: string) => {
  const { services, api } = await sharedServer();
  const [first = "", second, ...more] = path.split("/");
  if (more.length > 0) return null;
  const home = await api.gate.homeBrand();
  const brandId = second === undefined ? home : await brandOfSlug(services.database, first);
  // Where one brand is at home, its program has one address.
  if (brandId === null || (home !== null && second !== undefined)) return null;
  const found = await publicProgram(services, brandId, second ?? first);
  if (!found) return null;
  const { terms: versions, ...shown } = found;
  const terms = termsInForce({ terms: versions }, now(), null);
  return terms === null ? null : { ...shown, brandId, terms };
});

export type Shown = NonNullable<Awaited<ReturnType<typeof programAt>>>;
