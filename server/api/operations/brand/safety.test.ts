import { afterAll, beforeAll, expect, it } from "vitest";
import { members } from "@/db/schema/tenant/brand";
import { handleTrpc } from "@/server/api/trpc/handler";
import { signOutMembers } from "@/server/auth/session/members";
import { viewerOf } from "@/server/auth/session/viewer";
import { now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { makeApi, type TestApi } from "@/tests/support/api";
import { makeKey } from "@/tests/support/brand/key";
import { openStory, type Story, type StoryPartner } from "@/tests/support/brand/story";
import { signIn } from "@/tests/support/server/session";

let story: Story;
let api: TestApi;
let ann: StoryPartner;

beforeAll(async () => {
  story = await openStory();
  api = makeApi(story.world);
  ann = await story.partner("Ann", await story.makeProgram());
});
afterAll(() => story.drop());

type Figures = {
  links: { links: number; programs: number; pausedAt: string | null; pausedBy: string | null };
  signedIn: { members: number; sessions: number };
  apiKeys: { secret: number; publishable: number; partner: number };
};
const figures = async () => (await story.call("GET", "/safety")) as Figures;
const post = (act: string, json: object = {}) => story.call("POST", `/safety/${act}`, json);
const latest = async () => {
  const { data } = (await story.call("GET", "/changes?limit=1")) as { data: object[] };
  return data[0];
};
/** Of which acts the team is to be told, since it was asked last. */
const toTell = async (): Promise<string[]> => {
  const { database } = story.world;
  const rows = await database.asSystem(
    "install",
    (sql) => sql<{ topic: string }[]>`delete from outbox where topic like 'team.%' returning topic`,
  );
  return rows.map(({ topic }) => topic);
};
const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await viewerOf(story.world.services, cookie)) !== null;

it("pausing everything stops every link, and resuming brings back exactly those that were not paused by themselves", async () => {
  const { linkId, programId } = ann;
  const other = await story.call("POST", "/links", { partnerId: ann.id, programId, code: "other" });
  await story.call("PATCH", `/links/${String(other["id"])}`, { status: "paused" });
  expect((await figures()).links).toEqual({ links: 1, programs: 1, pausedAt: null, pausedBy: null });

  expect(await post("pause-links")).toMatchObject({ links: 1, pausedBy: "admin" });
  expect(await latest()).toMatchObject({ area: "links", kind: "all_paused", count: 1, by: "admin" });
  await post("pause-links");
  expect(await toTell()).toEqual(["team.links_paused"]);

  expect(await post("resume-links")).toMatchObject({ links: 1, pausedAt: null });
  await post("resume-links");
  expect(await latest()).toMatchObject({ kind: "all_resumed" });
  const { data } = (await story.call("GET", "/links")) as { data: { id: string; status: string }[] };
  expect(data.map(({ id, status }) => [id, status])).toEqual([
    [other["id"], "paused"],
    [linkId, "active"],
  ]);
});

it("signing everybody out leaves the asking session, and people of other brands and of the roster", async () => {
  const { world } = story;
  const [owner, viewer] = [await signIn(world, { role: "owner" }), await signIn(world, { role: "viewer" })];
  const partner = await signIn(world, { partnerId: ann.id });
  const asking = (await viewerOf(world.services, owner)) ?? null;
  const place = asking?.current;
  if (!asking || place?.kind !== "member") throw new Error("the owner is a member");
  const { brandId, memberId, role } = place;
  const { sessionId, email } = asking;
  const ctx = {
    services: world.services,
    actor: { kind: "member", brandId, sessionId, memberId, role, email },
  } as const;
  expect((await figures()).signedIn).toEqual({ members: 2, sessions: 2 });
  expect(await signOutMembers(ctx)).toEqual({ members: 1, sessions: 1 });
  expect(await Promise.all([owner, viewer, partner].map(isSignedIn))).toEqual([true, false, true]);
  expect(await latest()).toMatchObject({ area: "access", kind: "signed_out", count: 1, by: email });
  expect(await toTell()).toEqual(["team.signed_out"]);
});

it("somebody who is only invited is not the brand's to sign out", async () => {
  const { world } = story;
  const bea = await story.partner("Bea", ann.programId);
  const elsewhere = await signIn(world, { partnerId: bea.id });
  const { email } = (await viewerOf(world.services, elsewhere)) ?? { email: "" };
  await world.database.inBrand(world.brandId, ({ orm, brandId }) =>
    orm
      .insert(members)
      .values({ brandId, id: newId(), email, name: "Invited", role: "viewer", createdAt: now() }),
  );
  await post("sign-out-members");
  expect(await isSignedIn(elsewhere)).toBe(true);
});

it("revoking all keys ends the brand's at once, and partners' own only when asked", async () => {
  const { world } = story;
  const [secret, publishable] = [await makeKey(world, "secret"), await makeKey(world, "publishable")];
  const own = await story.makePartnerKey(ann.id);
  // Each asks a server that has not seen the key before.
  const status = async (key: string) => (await makeApi(world).send("GET", "/links", { key })).status;
  const before = (await figures()).apiKeys;
  expect(before).toMatchObject({ secret: 1, publishable: 1, partner: 1 });

  expect(await post("revoke-api-keys")).toEqual({ revoked: 2 });
  expect(await latest()).toMatchObject({ area: "access", kind: "keys_revoked", count: 2, by: "admin" });
  expect(await Promise.all([secret, publishable, own].map(status))).toEqual([401, 401, 200]);

  expect(await post("revoke-api-keys", { ofPartners: true })).toEqual({ revoked: 1 });
  expect(await status(own)).toBe(401);
  expect(await post("revoke-api-keys", { ofPartners: true })).toEqual({ revoked: 0 });
  expect((await toTell()).filter((topic) => topic === "team.keys_revoked")).toHaveLength(2);
  expect((await figures()).apiKeys).toEqual({ secret: 0, publishable: 0, partner: 0 });
});

it("an admin of the brand may look and do none of it", async () => {
  const cookie = await signIn(story.world, { role: "admin" });
  const ask = async (name: string, method: "GET" | "POST") => {
    const headers = { cookie, origin: "http://localhost:3000", "content-type": "application/json" };
    const body = method === "POST" ? { body: "{}" } : {};
    const request = new Request(`http://localhost:3000/api/trpc/safety.${name}`, {
      method,
      headers,
      ...body,
    });
    return (await handleTrpc(api.api, request, "192.0.2.1")).status;
  };
  expect(await ask("getSafety", "GET")).toBe(200);
  for (const act of ["pauseLinks", "resumeLinks", "signOutMembers", "revokeApiKeys"])
    expect(await ask(act, "POST")).toBe(403);
});
