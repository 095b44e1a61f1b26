import { randomBytes } from "node:crypto";
import { partners } from "@/db/schema/roster/partner";
import { members } from "@/db/schema/tenant/brand";
import type { Role } from "@/server/auth/context";
import { DAY_MS, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { sha256 } from "@/server/platform/secrets";
import type { World } from "../world";

/** Signs in somebody new on the brand's team, or the partner, and gives back their Cookie header. */
export async function signIn(world: World, as: { role: Role } | { partnerId: Id }): Promise<string> {
  const { brandId, database } = world;
  const email = "role" in as ? await newMember(world, as.role) : await addressOf(world, as.partnerId);
  const [personId, token] = [newId(), randomBytes(16).toString("hex")];
  await database.asSystem("sign people in", async (sql) => {
    await sql`insert into persons (id, email, created_at) values (${personId}, ${email}, ${now()})`;
    await sql`
      insert into sessions (id, hash, person_id, created_at, expires_at, brand_id)
      values (${newId()}, ${sha256(token)}, ${personId}, ${now()}, ${now() + DAY_MS}, ${brandId})`;
  });
  return `openpartner-session=${token}`;
}

async function newMember({ brandId, database }: World, role: Role): Promise<string> {
  const id = newId();
  const email = `${id.toLowerCase()}@team.test`;
  await database.inBrand(brandId, ({ orm }) =>
    orm.insert(members).values({ brandId, id, email, name: role, role, createdAt: now(), joinedAt: now() }),
  );
  return email;
}

async function addressOf({ brandId, database }: World, partnerId: Id): Promise<string> {
  const rows = await database.inBrand(brandId, ({ orm }) => orm.select().from(partners));
  const found = rows.find((row) => row.id === partnerId);
  if (!found) throw new Error(`there is no partner ${partnerId}`);
  return found.email;
}
