import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mails } from "@/db/schema/delivery/mail";
import { members } from "@/db/schema/tenant/brand";
import { viewerOf } from "@/server/auth/session/viewer";
import { MINUTE_MS, now, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/tests/support/world";
import { handleAuth } from "./handle";

const ORIGIN = "http://localhost:3000";
const KNOWN = "ada@acme.example";
let world: World;
let lastIp = 0;

beforeAll(async () => {
  world = await makeWorld();
  await world.database.inBrand(world.brandId, ({ orm }) =>
    orm.insert(members).values({
      brandId: world.brandId,
      id: newId(),
      email: KNOWN,
      name: "Ada",
      role: "owner",
      createdAt: now(),
    }),
  );
});
afterAll(() => world.drop());

type Sent = { cookie?: string; origin?: string | null; ip?: string };

function post(action: string, form: Record<string, string>, sent: Sent = {}): Promise<Response> {
  const headers = new Headers({ "content-type": "application/x-www-form-urlencoded" });
  if (sent.origin !== null) headers.set("origin", sent.origin ?? ORIGIN);
  if (sent.cookie !== undefined) headers.set("cookie", sent.cookie);
  const request = new Request(`${ORIGIN}/api/auth/${action}`, {
    method: "POST",
    headers,
    body: new URLSearchParams(form),
  });
  return handleAuth(world.services, request, sent.ip ?? `192.0.2.${++lastIp}`);
}

/** The link of the last mail, taken apart; null when none was written since the last look. */
async function lastLink(): Promise<Record<string, string> | null> {
  const [mail] = await world.database.inBrand(world.brandId, async ({ orm }) => {
    const rows = await orm.select().from(mails);
    return rows.filter((row) => row.template === "sign_in_link" && !read.has(row.id));
  });
  if (!mail) return null;
  read.add(mail.id);
  const { url } = JSON.parse(world.services.secrets.decrypt(mail.sealed ?? "")) as { url: string };
  expect(url).toMatch(/^http:\/\/localhost:3000\/sign-in\/confirm\?/);
  return Object.fromEntries(new URL(url).searchParams);
}
const read = new Set<string>();

async function askForLink(callbackUrl = "/"): Promise<Record<string, string>> {
  await post("signin/email", { email: KNOWN, callbackUrl });
  const link = await lastLink();
  if (!link) throw new Error("no link was mailed");
  return link;
}

function sessionIn(reply: Response): string | null {
  const cookie = reply.headers.getSetCookie().find((one) => one.startsWith("openpartner-session="));
  return cookie ?? null;
}

describe("asking for a link", () => {
  it("is answered alike whether or not the address is known", async () => {
    const replies = [
      await post("signin/email", { email: KNOWN }),
      await post("signin/email", { email: "nobody@acme.example" }),
    ];
    const told = await Promise.all(
      replies.map(async (reply) => [reply.status, reply.headers.get("location"), await reply.text()]),
    );
    expect(told[0]).toEqual(told[1]);
    expect(told[0]?.[0]).toBe(303);
    expect(await lastLink()).toMatchObject({ email: KNOWN });
    expect(await lastLink()).toBeNull();
  });

  it("keeps no link and no session that a reader of the tables could use", async () => {
    const { token = "" } = await askForLink();
    const reply = await post("callback/email", { email: KNOWN, token });
    const cookie = sessionIn(reply)?.split(";")[0]?.split("=")[1] ?? "";
    const stored = await world.database.asSystem(
      "install",
      (
        sql,
      ) => sql`select (select json_agg(t) from sign_in_tokens t)::text || (select json_agg(s) from sessions s)::text
        || (select json_agg(m) from mails m)::text as everything`,
    );
    const text = String(stored[0]?.["everything"]);
    expect(cookie.length).toBeGreaterThan(40);
    expect(text.includes(token) || text.includes(cookie)).toBe(false);
  });

  it.each([
    ["no address", "nobody"],
    ["two addresses", "a@b.example,c@d.example"],
    ["nothing", ""],
  ])("with %s leads back to the form", async (_what, email) => {
    const reply = await post("signin/email", { email });
    expect([reply.status, reply.headers.get("location")]).toEqual([303, "/sign-in?error=EmailSignin"]);
  });

  it.each([null, "https://evil.example"])("from a page at %s is refused", async (origin) => {
    expect((await post("signin/email", { email: KNOWN }, { origin })).status).toBe(403);
  });

  it("is limited to five links in fifteen minutes for an address, known or not", async () => {
    for (const email of ["flood@acme.example", "Flood@Acme.example"]) {
      const replies: (string | null)[] = [];
      for (let i = 0; i < 4; i++)
        replies.push((await post("signin/email", { email })).headers.get("location"));
      const refused = replies.filter((location) => location === "/sign-in?error=RateLimited");
      expect(refused.length).toBe(email.startsWith("F") ? 3 : 0);
    }
  });

  it("is limited for an IP address", async () => {
    const send = (i: number) => post("signin/email", { email: `x${i}@acme.example` }, { ip: "203.0.113.9" });
    const replies = await Promise.all(Array.from({ length: 41 }, (_, i) => send(i)));
    const refused = replies.filter((reply) => reply.headers.get("location") === "/sign-in?error=RateLimited");
    expect(refused.length).toBe(1);
  });
});

describe("a link", () => {
  it("that is opened signs nobody in: it leads to the page with the button", async () => {
    const { token = "" } = await askForLink();
    const query = `?${new URLSearchParams({ email: KNOWN, token })}`;
    const request = new Request(`${ORIGIN}/api/auth/callback/email${query}`);
    const reply = await handleAuth(world.services, request, "192.0.2.77");
    expect([reply.status, reply.headers.get("location"), sessionIn(reply)]).toEqual([
      303,
      `/sign-in/confirm${query}`,
      null,
    ]);
  });

  it("signs in once, and leads where it was asked for", async () => {
    const restore = setClock(() => Date.now() + 20 * MINUTE_MS);
    await post("signin/email", { email: KNOWN, callbackUrl: "/partners" });
    const { token = "", callbackUrl = "" } = (await lastLink()) ?? {};
    restore();
    const reply = await post("callback/email", { email: KNOWN, token, callbackUrl });
    expect(reply.headers.get("location")).toBe(`${ORIGIN}/partners`);
    const cookie = sessionIn(reply) ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await viewerOf(world.services, cookie.split(";")[0])).toMatchObject({
      email: KNOWN,
      current: { kind: "member", role: "owner" },
    });
    const again = await post("callback/email", { email: KNOWN, token });
    expect([sessionIn(again), again.headers.get("location")]).toEqual([
      null,
      expect.stringContaining("error=Verification"),
    ]);
    const told = await handleAuth(
      world.services,
      new Request(again.headers.get("location") ?? ""),
      "192.0.2.1",
    );
    expect(told.headers.get("location")).toBe("/sign-in?error=Verification");
    const out = await post("signout", {}, { cookie: cookie.split(";")[0] ?? "" });
    expect(out.status).toBe(303);
    expect(await viewerOf(world.services, cookie.split(";")[0])).toBeNull();
  });

  it("signs in once, also when it is used several times at one moment", async () => {
    const restore = setClock(() => Date.now() + 100 * MINUTE_MS);
    const { token = "" } = await askLater();
    restore();
    const uses = [1, 2, 3, 4].map(() => post("callback/email", { email: KNOWN, token }));
    const sessions = (await Promise.all(uses)).map(sessionIn);
    expect(sessions.filter((cookie) => cookie !== null)).toHaveLength(1);
  });

  it("signs nobody in after fifteen minutes", async () => {
    const restore = setClock(() => Date.now() + 120 * MINUTE_MS);
    const { token = "" } = await askLater();
    restore();
    const late = await world.database.asSystem(
      "install",
      (sql) => sql`
        update sign_in_tokens set expires_at = expires_at - interval '15 minutes 1 second'
        returning expires_at < now() as late`,
    );
    expect(late.at(-1)).toEqual({ late: true });
    const reply = await post("callback/email", { email: KNOWN, token });
    expect([sessionIn(reply), reply.headers.get("location")]).toEqual([
      null,
      expect.stringContaining("error=Verification"),
    ]);
  });

  it("is bound to its address", async () => {
    const restore = setClock(() => Date.now() + 40 * MINUTE_MS);
    const { token = "" } = await askLater();
    restore();
    expect(sessionIn(await post("callback/email", { email: "eve@acme.example", token }))).toBeNull();
  });

  it("leads nowhere but to this server", async () => {
    const restore = setClock(() => Date.now() + 60 * MINUTE_MS);
    const { token = "" } = await askLater();
    restore();
    const reply = await post("callback/email", {
      email: KNOWN,
      token,
      callbackUrl: "https://evil.example/",
    });
    expect(reply.headers.get("location")).toBe(ORIGIN);
  });

  it("of somebody who was revoked meanwhile signs nobody in", async () => {
    const restore = setClock(() => Date.now() + 80 * MINUTE_MS);
    const { token = "" } = await askLater();
    restore();
    await world.database.asSystem("install", (sql) => sql`update members set revoked_at = ${now()}`);
    expect(sessionIn(await post("callback/email", { email: KNOWN, token }))).toBeNull();
    await world.database.asSystem("install", (sql) => sql`update members set revoked_at = null`);
  });

  async function askLater(): Promise<Record<string, string>> {
    await post("signin/email", { email: KNOWN });
    return (await lastLink()) ?? {};
  }
});

it("signing in notes that a member has joined", async () => {
  const rows = await world.database.asSystem(
    "install",
    (sql) => sql`select kind, count(*)::int as count from member_changes group by kind`,
  );
  expect(rows).toEqual([{ kind: "joined", count: 1 }]);
});
