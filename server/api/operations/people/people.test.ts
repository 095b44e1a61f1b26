import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mails } from "@/db/schema/delivery/mail";
import type { Actor, Role } from "@/server/auth/context";
import { changeMember, revokeMember } from "@/server/brand/members/change";
import { inviteMember } from "@/server/brand/members/invite";
import { applyToProgram } from "@/server/partner/applications/apply";
import { publicProgram } from "@/server/partner/applications/public-program";
import { newId } from "@/server/platform/ids";
import { openShop, type Shop } from "@/tests/support/brand/shop";

let shop: Shop;
let unique = 0;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.drop());

async function invite(role: Role): Promise<string> {
  return shop.make("/members", { email: `m${++unique}@acme.example`, name: `Member ${unique}`, role });
}

/** They have signed in once. */
async function joined(role: Role): Promise<string> {
  const id = await invite(role);
  const { database } = shop.world;
  await database.asSystem("install", (sql) => sql`update members set joined_at = now() where id = ${id}`);
  return id;
}

async function act(path: string, json?: unknown): Promise<[number, unknown]> {
  const reply = await shop.send("POST", path, json === undefined ? {} : { json });
  const body = (reply.json ?? {}) as Record<string, unknown>;
  return [reply.status, body["status"] ?? body["error"]];
}

async function mailsTo(recipient: string): Promise<string[]> {
  const { database, brandId } = shop.world;
  const rows = await database.inBrand(brandId, ({ orm }) => orm.select().from(mails));
  return rows.filter((row) => row.recipient === recipient).map((row) => row.template);
}

describe("members", () => {
  it("are invited by mail, once for an address, in whatever case", async () => {
    const id = await invite("viewer");
    const email = `m${unique}@acme.example`;
    expect(await mailsTo(email)).toEqual(["member_invite"]);
    const again = { email: email.toUpperCase(), name: "Again", role: "viewer" };
    expect(await act("/members", again)).toEqual([409, "email_taken"]);
    expect(await act(`/members/${id}/invite`)).toEqual([200, "invited"]);
    expect((await mailsTo(email)).length).toBe(2);
  });

  it("are listed by role and by how they stand", async () => {
    const [waiting, active, revoked] = [
      await invite("viewer"),
      await joined("viewer"),
      await joined("viewer"),
    ];
    await act(`/members/${revoked}/revoke`);
    const listed = async (query: string): Promise<string[]> => {
      const { data } = await shop.call("GET", `/members?${query}`);
      return (data as { id: string }[])
        .map(({ id }) => id)
        .filter((id) => [waiting, active, revoked].includes(id));
    };
    expect(await listed("role=viewer")).toEqual([revoked, active, waiting]);
    expect(await listed("role=admin")).toEqual([]);
    expect(await listed("status=invited")).toEqual([waiting]);
    expect(await listed("status=active")).toEqual([active]);
    expect(await listed("role=viewer&status=revoked")).toEqual([revoked]);
  });

  it("are told by mail what they may do now, once for each change", async () => {
    const id = await joined("admin");
    const email = `m${unique}@acme.example`;
    const told = async () =>
      (await mailsTo(email)).filter((template) => template === "member_changed").length;
    await shop.call("PATCH", `/members/${id}`, { name: "Another name", role: "admin" });
    expect(await told()).toBe(0);
    await shop.call("PATCH", `/members/${id}`, { role: "viewer" });
    expect(await told()).toBe(1);
    for (const step of ["revoke", "revoke", "reinstate", "reinstate"]) await act(`/members/${id}/${step}`);
    expect(await told()).toBe(3);
  });

  it("are revoked and reinstated, and repeating it changes nothing", async () => {
    const id = await joined("admin");
    expect(await act(`/members/${id}/revoke`)).toEqual([200, "revoked"]);
    expect(await act(`/members/${id}/revoke`)).toEqual([200, "revoked"]);
    expect(await act(`/members/${id}/invite`)).toEqual([409, "conflict"]);
    expect(await act(`/members/${id}/reinstate`)).toEqual([200, "active"]);
    expect(await act(`/members/${newId()}/revoke`)).toEqual([404, "member_not_found"]);
  });

  it("keep the last active owner, also when two are removed at once", async () => {
    const [one, two] = [await joined("owner"), await joined("owner")];
    await invite("owner");
    const removed = await Promise.all([act(`/members/${one}/revoke`), act(`/members/${two}/revoke`)]);
    expect(removed.map(([status]) => status).sort()).toEqual([200, 409]);
    const left = removed[0]?.[0] === 409 ? one : two;
    const demoted = await shop.send("PATCH", `/members/${left}`, { json: { role: "admin" } });
    expect((demoted.json as { error: string }).error).toBe("last_owner");
  });

  /** Whether a member may invite a viewer, invite an owner, make themselves owner, revoke an owner. */
  it.each<[Role, boolean[]]>([
    ["owner", [true, true, true, true]],
    ["admin", [true, false, false, false]],
    ["viewer", [false, false, false, false]],
  ])("as %s manage others of their rank at most", async (role, expected) => {
    const { world } = shop;
    const [self, owner] = [await joined(role), await joined("owner")];
    await joined("owner");
    const actor: Actor = {
      kind: "member",
      brandId: world.brandId,
      sessionId: newId(),
      memberId: self,
      role,
      email: "self@acme.example",
    };
    const ctx = world.actorCtx(actor);
    const may = (work: () => Promise<unknown>) =>
      Promise.resolve()
        .then(work)
        .then(
          () => true,
          (error: { code: string }) => {
            expect(error.code).toBe("forbidden");
            return false;
          },
        );
    const fresh = () => ({ email: `n${++unique}@acme.example`, name: "New" });
    expect([
      await may(() => inviteMember(ctx, { ...fresh(), role: "viewer" })),
      await may(() => inviteMember(ctx, { ...fresh(), role: "owner" })),
      await may(() => changeMember(ctx, self, { role: "owner" })),
      await may(() => revokeMember(ctx, owner)),
    ]).toEqual(expected);
  });
});

describe("applications", () => {
  async function program(policy: string): Promise<{ id: string; slug: string }> {
    const slug = `p${++unique}`;
    const id = await shop.makeProgram({ slug });
    await shop.call("PUT", `/programs/${id}/signup`, { policy });
    return { id, slug };
  }

  const apply = (programSlug: string, email = `a${++unique}@site.example`) =>
    applyToProgram(
      shop.world.services,
      shop.world.brandId,
      { programSlug, email, name: "Applicant", website: null, message: "Hello" },
      `192.0.2.${unique % 250}`,
    ).then(() => email);

  async function waiting(
    programId: string,
  ): Promise<{ id: string; status: string; partnerId: string | null }[]> {
    return (await shop.call("GET", `/applications?programId=${programId}`))["data"] as never; // a page of them
  }

  it("are for programs that take them, and show no others", async () => {
    const { slug } = await program("off");
    await expect(apply(slug)).rejects.toMatchObject({ code: "signup_closed" });
    await expect(apply("nowhere")).rejects.toMatchObject({ code: "program_not_found" });
    const { services, brandId } = shop.world;
    expect(await publicProgram(services, brandId, slug)).toBeNull();
    const open = await program("review");
    const seen = await publicProgram(services, brandId, open.slug);
    expect([seen?.program.slug, seen?.signup, seen?.terms.length]).toEqual([open.slug, "review", 1]);
  });

  it("wait for a member, and become a partner in the program, who is told by mail", async () => {
    const { id: programId, slug } = await program("review");
    const email = await apply(slug);
    await apply(slug, email.toUpperCase());
    const [application, ...others] = await waiting(programId);
    expect([application?.status, others.length]).toEqual(["received", 0]);
    expect(await act(`/applications/${application?.id}/approve`)).toEqual([200, "approved"]);
    expect(await act(`/applications/${application?.id}/approve`)).toEqual([200, "approved"]);
    expect(await act(`/applications/${application?.id}/reject`)).toEqual([409, "conflict"]);
    const [decided] = await waiting(programId);
    const partner = await shop.call("GET", `/partners/${decided?.partnerId}`);
    expect(partner).toMatchObject({ email, status: "active", programIds: [programId] });
    expect(await mailsTo(email)).toEqual(["application_approved"]);
  });

  it("are rejected with a reason", async () => {
    const { id: programId, slug } = await program("review");
    const email = await apply(slug);
    const [application] = await waiting(programId);
    expect(await act(`/applications/${application?.id}/reject`, { reason: "Not now." })).toEqual([
      200,
      "rejected",
    ]);
    expect(await mailsTo(email)).toEqual(["application_rejected"]);
  });

  it("are approved at once where the program takes everybody, but never for who was revoked", async () => {
    const { id: programId, slug } = await program("automatic");
    const email = await apply(slug);
    const [first] = await waiting(programId);
    expect(first?.status).toBe("approved");
    await shop.call("POST", `/partners/${first?.partnerId}/revoke`, { reason: "Spam.", notify: true });
    expect(await mailsTo(email)).toContain("partner_revoked");
    await apply(slug, email);
    const [second] = await waiting(programId);
    expect(second?.status).toBe("received");
    await act(`/applications/${second?.id}/approve`);
    expect(await shop.call("GET", `/partners/${first?.partnerId}`)).toMatchObject({ status: "active" });
  });

  it("are limited for an address", async () => {
    const { slug } = await program("review");
    const send = () => apply(slug, "often@site.example");
    for (let i = 0; i < 5; i++) await send();
    await expect(send()).rejects.toMatchObject({ code: "rate_limited" });
  });
});
