import { enrollments, links, partnerPeriods, partners } from "@/db/schema/roster/partner";
import { programs, terms } from "@/db/schema/roster/program";
import { rule } from "@/server/attribution/testing/facts";
import { DAY_MS, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { World } from "../world";

type LinkOptions = {
  program?: Partial<typeof programs.$inferInsert>;
  terms?: Partial<typeof terms.$inferInsert>;
  link?: Partial<typeof links.$inferInsert>;
  /** The partner's address; each link otherwise belongs to a partner of its own. */
  email?: string;
};

export type TestLink = { code: string; linkId: Id; partnerId: Id; programId: Id; termsId: Id };

/** A program with terms that pay 20 % of every paid invoice, an active partner enrolled in it, and that partner's link. */
export async function makeLink(world: World, options: LinkOptions = {}): Promise<TestLink> {
  const { brandId, services, database } = world;
  const since = now() - 100 * DAY_MS;
  const [programId, termsId, partnerId, linkId] = [newId(), newId(), newId(), newId()];
  const email = options.email ?? `${partnerId.toLowerCase()}@partners.test`;
  const code = options.link?.code ?? `c${linkId.slice(-8)}`;
  await database.inBrand(brandId, async ({ orm }) => {
    await orm.insert(programs).values({
      brandId,
      id: programId,
      slug: programId.toLowerCase(),
      name: "Program",
      destinationUrl: "https://brand.com/start",
      currency: "USD",
      timeZone: "UTC",
      identifySecret: services.secrets.encrypt("a secret to sign with"),
      createdAt: since,
      ...options.program,
    });
    await orm.insert(terms).values({
      brandId,
      id: termsId,
      programId,
      attributionModel: "last_click",
      halfLifeDays: 7,
      attributionWindowDays: 60,
      cookieWindowDays: 90,
      holdbackDays: 30,
      rules: [rule({ id: "sales" })],
      effectiveFrom: since,
      createdAt: since,
      createdBy: "admin",
      ...options.terms,
    });
    await orm.insert(partners).values({
      brandId,
      id: partnerId,
      email,
      emailHash: services.secrets.keyedHash("email", email),
      name: "Partner",
      createdAt: since,
    });
    await orm.insert(partnerPeriods).values({ brandId, id: newId(), partnerId, from: since });
    await orm.insert(enrollments).values({ brandId, id: newId(), partnerId, programId, from: since });
    await orm
      .insert(links)
      .values({ brandId, id: linkId, partnerId, programId, createdAt: since, ...options.link, code });
  });
  return { code, linkId, partnerId, programId, termsId };
}
