import { afterAll, beforeAll, expect, it } from "vitest";
import { viewerOf } from "@/server/auth/session/viewer";
import { putFirstOwner } from "@/server/brand/members/first-owner";
import { makeWorld, type World } from "@/tests/support/world";
import { installProgram } from "./program";
import { signInToDemo } from "./sign-in";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const signIn = (as: "admin" | "partner") => signInToDemo(world.services, world.brandId, as);
const place = async (cookie: string) => (await viewerOf(world.services, cookie.split(";")[0]))?.current;

const joined = (): Promise<boolean[]> =>
  world.database.inBrand(world.brandId, async ({ sql }) => {
    const rows = await sql<{ joined: boolean }[]>`
      select joined_at is not null as joined from members where email like '%demo.invalid'`;
    return rows.map((row) => row.joined);
  });

it("one click signs in to the demonstration until a real person has, who then is alone", async () => {
  await expect(signIn("admin")).rejects.toMatchObject({ code: "not_found" });
  await installProgram(world.ctx);
  const admin = await signIn("admin");
  expect(await place(admin)).toMatchObject({ kind: "member", role: "admin" });
  expect(await joined()).toEqual([true]);
  expect(await place(await signIn("partner"))).toMatchObject({ kind: "partner" });
  const { database, brandId } = world;
  await database.inBrand(brandId, (tx) => putFirstOwner(tx, { email: "ada@acme.example", name: "Ada" }));
  expect(await place(admin)).toBeNull();
  expect(await place(await signIn("admin"))).toMatchObject({ role: "admin" });
  await database.asSystem("install", (sql) => sql`update members set joined_at = now() where role = 'owner'`);
  await expect(signIn("admin")).rejects.toMatchObject({ code: "forbidden" });
});
