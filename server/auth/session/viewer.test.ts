import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { members } from "@/db/schema/tenant/brand";
import { permitAll } from "@/server/auth/all-scopes";
import { type Actor, ownPartner, permit, permitBrand } from "@/server/auth/context";
import { revokePartner } from "@/server/partner/membership/revoke";
import { DAY_MS, now, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { sha256 } from "@/server/platform/secrets";
import { makeLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { goTo } from "./go-to";
import { ensurePerson, insertSession } from "./store";
import { actorOf, viewerOf } from "./viewer";

const EMAIL = "Ada@Acme.example";
let world: World;
let partnerId: string;

beforeAll(async () => {
  world = await makeWorld();
  ({ partnerId } = await makeLink(world, { email: EMAIL.toLowerCase() }));
  await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.insert(members).values({
      brandId: world.brandId,
      id: newId(),
      email: EMAIL,
      name: "Ada",
      role: "viewer",
      createdAt: now(),
    }),
  );
  await world.database.asSystem("sign people in", async (sql) => {
    const { id } = await ensurePerson(sql, EMAIL);
    await insertSession(sql, {
      id: newId(),
      hash: sha256("cookie"),
      personId: id,
      expiresAt: now() + 30 * DAY_MS,
      brandId: null,
      partnerId: null,
    });
  });
});
afterAll(() => world.drop());

const viewer = (cookie = "a=b; openpartner-session=cookie") => viewerOf(world.services, cookie);

describe("who is signed in", () => {
  it("is nobody without the cookie, with a wrong one, and after thirty days", async () => {
    expect(await viewer("")).toBeNull();
    expect(await viewer("openpartner-session=another")).toBeNull();
    const restore = setClock(() => Date.now() + 30 * DAY_MS);
    expect(await viewer()).toBeNull();
    restore();
  });

  it("is on every team and roster that has the address, in whatever case, the team first", async () => {
    const found = await viewer();
    expect(found?.places.map(({ kind }) => kind)).toEqual(["member", "partner"]);
    expect(found?.current).toMatchObject({ kind: "member", role: "viewer", brandId: world.brandId });
  });

  it("switches between places, and to no others", async () => {
    const found = await viewer();
    if (!found) throw new Error("nobody is signed in");
    await goTo(world.services, found, { brandId: world.brandId, partnerId });
    expect((await viewer())?.current).toMatchObject({ kind: "partner", partnerId });
    await expect(goTo(world.services, found, { brandId: newId(), partnerId: null })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("is out of a place with the next request after being revoked there", async () => {
    await revokePartner(world.ctx, partnerId, { reason: "no more" });
    const found = await viewer();
    expect(found?.places.map(({ kind }) => kind)).toEqual(["member"]);
    await world.database.asSystem("install", (sql) => sql`update members set revoked_at = ${now()}`);
    const out = await viewer();
    expect([out?.places, out?.current, out && actorOf(out)]).toEqual([[], null, null]);
  });
});

const base = { brandId: "B", sessionId: "S", email: "a@b.example" };
const actors = {
  owner: { ...base, kind: "member", memberId: "M", role: "owner" },
  admin: { ...base, kind: "member", memberId: "M", role: "admin" },
  viewer: { ...base, kind: "member", memberId: "M", role: "viewer" },
  partner: { ...base, kind: "portal", partnerId: "P" },
} as const satisfies Record<string, Actor>;

/** Whether each may: read the brand's commissions, write them, and manage keys. */
it.each([
  ["owner", [true, true, true]],
  ["admin", [true, true, true]],
  ["viewer", [true, false, false]],
  ["partner", [false, false, false]],
] as const)("what the %s may", (who, expected) => {
  const actor = actors[who];
  const may = (check: () => void): boolean => {
    try {
      check();
      return true;
    } catch {
      return false;
    }
  };
  expect([
    may(() => permitBrand(actor, "commissions:read")),
    may(() => permitBrand(actor, "commissions:write")),
    may(() => permitAll(actor)),
  ]).toEqual(expected);
});

it("a partner reads and makes what is its own, and changes itself alone", () => {
  permit(actors.partner, "commissions:read");
  permit(actors.partner, "links:write");
  permit(actors.partner, "partners:write");
  expect(() => permitBrand(actors.partner, "partners:write")).toThrow(/the brand's to do/);
  expect(() => permit(actors.partner, "programs:write")).toThrow(/the brand's to do/);
  expect(ownPartner(actors.partner)).toBe("P");
});
