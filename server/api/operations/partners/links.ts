import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { id, idIn, isoTime, pageOf, pageQuery, replyId, text } from "@/server/api/rest/schemas";
import type { Context } from "@/server/auth/context";
import { linkOrigin } from "@/server/brand/domains/link-origin";
import { createLink } from "@/server/partner/links/create-link";
import { type Link, listLinks } from "@/server/partner/links/list-links";
import { updateLink } from "@/server/partner/links/update-link";
import { code } from "./code";

const tag = "Links";
const MAX_URL_CHARACTERS = 2_048;
const noQuery = z.strictObject({});
const status = z.enum(["active", "paused"]);
const destinationUrl = text(MAX_URL_CHARACTERS).nullable().optional().meta({
  format: "uri",
  description:
    "Absent or null: the program's destination. Else on that destination's host, an allowed domain, or below one of them.",
});

const linkBody = z.object({
  partnerId: id,
  programId: id,
  code: code.optional().meta({ description: "Case counts. Absent: eight characters are made up." }),
  destinationUrl,
  status: status.optional(),
});
const linkPatch = z.object({ destinationUrl, status: status.optional() });

const linkReply = z
  .object({
    id: replyId,
    partnerId: replyId,
    programId: replyId,
    code: z.string(),
    url: z.string().meta({ format: "uri", description: "What the partner shares." }),
    destinationUrl: z.string().nullable(),
    status,
    createdAt: isoTime,
  })
  .meta({ id: "Link" });

async function presenter(ctx: Context) {
  const origin = await linkOrigin(ctx);
  return (link: Link): z.output<typeof linkReply> => ({
    ...link,
    url: `${origin}/r/${link.code}`,
    createdAt: presentTime(link.createdAt),
  });
}

const create = operation({
  id: "createLink",
  method: "POST",
  path: "/links",
  tag,
  summary: "Make a link for a partner",
  description: "The partner must be enrolled in the program. A partner's key makes links for that partner.",
  access: { scope: "links:write" },
  query: noQuery,
  body: linkBody,
  reply: linkReply,
  status: 201,
  errors: [
    "invalid_body",
    "forbidden",
    "program_not_found",
    "partner_not_found",
    "code_taken",
    "not_enrolled",
    "conflict",
  ],
  run: async (ctx, { body }) => {
    const link = await createLink(ctx, body);
    return (await presenter(ctx))(link);
  },
});

const list = operation({
  id: "listLinks",
  method: "GET",
  path: "/links",
  tag,
  summary: "List links",
  description: "A partner's key sees its own.",
  access: { scope: "links:read" },
  query: z.strictObject({
    ...pageQuery,
    partnerId: id.optional(),
    programId: id.optional(),
    status: status.optional(),
  }),
  reply: pageOf(linkReply),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) => presentPage(await listLinks(ctx, query), query.limit, await presenter(ctx)),
});

const update = operation({
  id: "updateLink",
  method: "PATCH",
  path: "/links/:id",
  tag,
  summary: "Pause a link, start it again, or lead it elsewhere",
  description:
    "What is absent stays as it is. Redirects follow within a second. A partner's key changes the status of its own links only.",
  access: { scope: "links:write" },
  params: z.object({ id: idIn("link") }),
  query: noQuery,
  body: linkPatch,
  reply: linkReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "link_not_found"],
  run: async (ctx, { params, body }) => {
    const link = await updateLink(ctx, params.id, body);
    return (await presenter(ctx))(link);
  },
});

export const linkOperations = [create, list, update] as const;
