import { afterAll, beforeAll, expect, it } from "vitest";
import { members } from "@/db/schema/tenant/brand";
import type { Context, Role } from "@/server/auth/context";
import { unsubscribe } from "@/server/mail/unsubscribe";
import { now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/tests/support/world";
import { setMemberMail, showMemberMail } from "./mail-preferences";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

async function join(role: Role): Promise<{ id: string; email: string; ctx: Context }> {
  const { brandId } = world;
  const [id, email] = [newId(), `${role}@team.test`];
  await world.database.inBrand(brandId, ({ orm }) =>
    orm.insert(members).values({ brandId, id, email, name: role, role, createdAt: now(), joinedAt: now() }),
  );
  const actor = { kind: "member", brandId, sessionId: newId(), memberId: id, role, email } as const;
  return { id, email, ctx: world.actorCtx(actor) };
}

const ALL = { payouts: true, reviews: true, notices: true };

it("a viewer turns their own mail off and on, and nobody else's", async () => {
  const [viewer, owner] = [await join("viewer"), await join("owner")];
  expect(await showMemberMail(viewer.ctx, viewer.id)).toEqual(ALL);
  expect(await setMemberMail(viewer.ctx, viewer.id, { notices: false })).toEqual({ ...ALL, notices: false });
  expect(await showMemberMail(owner.ctx, viewer.id)).toEqual({ ...ALL, notices: false });
  expect(await showMemberMail(owner.ctx, owner.id)).toEqual(ALL);
  await expect(async () => setMemberMail(viewer.ctx, owner.id, { notices: false })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await setMemberMail(viewer.ctx, viewer.id, { notices: true })).toEqual(ALL);
});

it("what was turned off by the link in a mail can be turned on again here", async () => {
  const { id, email, ctx } = await join("admin");
  await unsubscribe(world.database, { brandId: world.brandId, recipient: email, category: "notices" });
  expect(await showMemberMail(ctx, id)).toEqual({ ...ALL, notices: false });
  expect(await setMemberMail(ctx, id, { notices: true })).toEqual(ALL);
});
