import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentTime } from "@/server/api/rest/present";
import { isoTime, pageOf, pageQuery, queryTime, replyId, text } from "@/server/api/rest/schemas";
import { parseId } from "@/server/platform/ids";
import { CHANGE_AREAS, type Change, listChanges } from "@/server/report/history/changes";

const MAX_NAME_CHARACTERS = 255;

const area = z.enum(CHANGE_AREAS);

const changeReply = z
  .object({
    id: replyId,
    at: isoTime,
    area,
    kind: z.string().meta({ description: "What was done, such as `approved` or `flag`." }),
    about: z.string().nullable(),
    subjectId: replyId.nullable().meta({ description: "The program, partner, event, click or payout." }),
    count: z.number().int().meta({ description: "How many things it was done to at once." }),
    by: z.string().nullable().meta({
      description: "An address, an API key’s id, or `admin`. Null where it was not noted.",
    }),
    keyName: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "Change" });

/** Where a page ends: changes have no order but that of time, so it takes both. */
const cursor = z.string().transform((value, ctx) => {
  const [, at = "", last = ""] = /^(\d{1,15})\.(.+)$/.exec(value) ?? [];
  const id = parseId(last);
  if (id) return { at: Number(at), id };
  ctx.addIssue({ code: "custom", message: "must be the `nextCursor` of the page before" });
  return z.NEVER;
});

const list = operation({
  id: "listChanges",
  method: "GET",
  path: "/changes",
  tag: "Data",
  summary: "List who changed what",
  description:
    "What people and their keys did: terms, reviews, flags, payouts, members, access. The latest first. What the ledger did by itself is not among it.",
  access: { scope: "programs:read" },
  query: z.strictObject({
    limit: pageQuery.limit,
    cursor: cursor.optional().meta({ description: "`nextCursor` of the page before." }),
    area: area.optional(),
    by: text(MAX_NAME_CHARACTERS).optional(),
    from: queryTime.optional(),
    to: queryTime.optional(),
  }),
  reply: pageOf(changeReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query: { cursor: after, ...query } }) => {
    const rows = await listChanges(ctx, { ...query, after });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return { data: page.map(present), nextCursor: last ? `${last.at}.${last.id}` : null };
  },
});

function present({ at, ...change }: Change): z.output<typeof changeReply> {
  return { ...change, at: presentTime(at) };
}

export const changeOperations = [list] as const;
