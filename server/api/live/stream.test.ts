import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revokePartner } from "@/server/partner/membership/revoke";
import { LiveRoom } from "@/server/platform/live/room";
import { makeLink } from "@/tests/support/brand/link";
import { signIn } from "@/tests/support/server/session";
import { makeWorld, type World } from "@/tests/support/world";
import { newsReply, streamNews } from "./stream";

let world: World;
let room: LiveRoom;

beforeAll(async () => {
  world = await makeWorld();
  room = new LiveRoom();
});
afterAll(() => world.drop());

function ask(cookie: string | null, signal?: AbortSignal) {
  const headers = cookie === null ? {} : { cookie };
  const request = new Request("http://localhost/api/live", { headers, signal: signal ?? null });
  return streamNews(world.services, room, request);
}

/** What the next message of a stream says. */
async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string | undefined> {
  return new TextDecoder().decode((await reader.read()).value);
}

const hear = (words: string): void => room.ear.heard(words);

describe("a page that is followed live", () => {
  it("is told that there is something new, and nothing of what it is", async () => {
    const reader = (await ask(await signIn(world, { role: "viewer" }))).getReader();
    expect(await next(reader)).toBe("retry: 3000\n\n");
    hear(world.brandId);
    expect(await next(reader)).toBe("event: news\ndata: {}\n\n");
    await reader.cancel();
    expect(room.count).toBe(0);
  });

  it("of a partner is told of that partner's alone", async () => {
    const { partnerId } = await makeLink(world);
    const { partnerId: otherId } = await makeLink(world);
    const reader = (await ask(await signIn(world, { partnerId }))).getReader();
    await next(reader);
    hear(world.brandId);
    hear(`${world.brandId} ${otherId}`);
    const message = next(reader);
    room.end();
    // Nothing came before the end.
    expect(await message).toBe("");
    const again = (await ask(await signIn(world, { partnerId: otherId }))).getReader();
    await next(again);
    hear(`${world.brandId} ${partnerId} ${otherId}`);
    expect(await next(again)).toBe("event: news\ndata: {}\n\n");
    await again.cancel();
  });

  it("is let go when its browser leaves", async () => {
    const leaving = new AbortController();
    const stream = await ask(await signIn(world, { role: "owner" }), leaving.signal);
    expect(room.count).toBe(1);
    leaving.abort();
    expect(room.count).toBe(0);
    await stream.cancel();
  });

  it("is not buffered, compressed or kept on its way", async () => {
    const reply = newsReply(await ask(await signIn(world, { role: "owner" })));
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
    });
    await reply.body?.cancel();
  });
});

describe("nobody is followed", () => {
  it("without a session, or with that of a partner who was revoked", async () => {
    await expect(ask(null)).rejects.toMatchObject({ code: "unauthorized" });
    const { partnerId } = await makeLink(world);
    const cookie = await signIn(world, { partnerId });
    await revokePartner(world.ctx, partnerId, { reason: "no more" });
    await expect(ask(cookie)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("with more pages than one browser needs, until one is closed", async () => {
    const cookie = await signIn(world, { role: "owner" });
    const open = await Promise.all(Array.from({ length: 6 }, () => ask(cookie)));
    await expect(ask(cookie)).rejects.toMatchObject({ code: "rate_limited" });
    await open[0]?.cancel();
    open.push(await ask(cookie));
    for (const stream of open.slice(1)) await stream.cancel();
    expect(room.count).toBe(0);
  });
});
