import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentTime } from "@/server/api/rest/present";
import { isoTime } from "@/server/api/rest/schemas";
import { revokeKeys } from "@/server/auth/revoke-keys";
import { signOutMembers } from "@/server/auth/session/members";
import { type AllLinks, pauseLinks, resumeLinks } from "@/server/partner/links/pause-links";
import { showSafety } from "@/server/report/todo/safety";

const tag = "Safety";
const count = z.number().int();

const linksReply = z
  .object({
    links: count.meta({ description: "Links that are not paused by themselves, of active programs." }),
    programs: count.meta({ description: "The programs they belong to." }),
    pausedAt: isoTime
      .nullable()
      .meta({ description: "Since when all links are paused; null: they are not." }),
    pausedBy: z.string().nullable(),
  })
  .meta({ id: "AllLinks" });
const signedInReply = z.object({ members: count, sessions: count });

function present({ pause, ...counts }: AllLinks): z.output<typeof linksReply> {
  return { ...counts, pausedAt: presentTime(pause?.pausedAt ?? null), pausedBy: pause?.pausedBy ?? null };
}

const show = operation({
  id: "getSafety",
  method: "GET",
  path: "/safety",
  tag,
  summary: "See what pausing, signing out and revoking at once would concern",
  access: { scope: "programs:read" },
  query: z.strictObject({}),
  reply: z
    .object({
      links: linksReply,
      signedIn: signedInReply.meta({ description: "Members who are signed in, without the asking session." }),
      apiKeys: z
        .object({ secret: count, publishable: count, partner: count })
        .meta({ description: "Keys that work, by kind." }),
    })
    .meta({ id: "Safety" }),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx) => {
    const { links, signedIn, apiKeys } = await showSafety(ctx);
    return { links: present(links), signedIn, apiKeys };
  },
});

const pause = operation({
  id: "pauseLinks",
  method: "POST",
  path: "/safety/pause-links",
  tag,
  summary: "Pause all links at once",
  description:
    "Whoever follows a link of the brand sees the page of a paused link, within a second, and no click is recorded. What each link and program is set to stays. Sales, coupons and what is owed go on. Needs an owner, or a key with all scopes.",
  access: { allScopes: true },
  query: z.strictObject({}),
  reply: linksReply,
  status: 200,
  errors: ["forbidden", "forbidden_scope"],
  run: async (ctx) => present(await pauseLinks(ctx)),
});

const resume = operation({
  id: "resumeLinks",
  method: "POST",
  path: "/safety/resume-links",
  tag,
  summary: "Start all links again",
  description:
    "Links and programs that are paused by themselves stay paused. Needs an owner, or a key with all scopes.",
  access: { allScopes: true },
  query: z.strictObject({}),
  reply: linksReply,
  status: 200,
  errors: ["forbidden", "forbidden_scope"],
  run: async (ctx) => present(await resumeLinks(ctx)),
});

const signOut = operation({
  id: "signOutMembers",
  method: "POST",
  path: "/safety/sign-out-members",
  tag,
  summary: "Sign all members out",
  description:
    "Ends every session of people who are on the team, wherever else they belong, but the one that asks; links to sign in that they were mailed stop working. Needs an owner, or a key with all scopes.",
  access: { allScopes: true },
  query: z.strictObject({}),
  reply: signedInReply.meta({ id: "SignedOut" }),
  status: 200,
  errors: ["forbidden", "forbidden_scope"],
  run: (ctx) => signOutMembers(ctx),
});

const revoke = operation({
  id: "revokeApiKeys",
  method: "POST",
  path: "/safety/revoke-api-keys",
  tag,
  summary: "Revoke all API keys at once",
  description:
    "At once and for good, the key that asks as well. Keys in the server's environment are not the brand's and stay. Needs an owner, or a key with all scopes.",
  access: { allScopes: true },
  query: z.strictObject({}),
  body: z
    .object({
      ofPartners: z.boolean().default(false).meta({ description: "Whether partners' own keys end, too." }),
    })
    .meta({ id: "KeysToRevoke" }),
  reply: z.object({ revoked: count }),
  status: 200,
  errors: ["invalid_body", "forbidden", "forbidden_scope"],
  run: async (ctx, { body }) => ({ revoked: await revokeKeys(ctx, body) }),
});

export const safetyOperations = [show, pause, resume, signOut, revoke] as const;
