import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentTime } from "@/server/api/rest/present";
import { idIn, isoTime, replyId, text } from "@/server/api/rest/schemas";
import { addDomain } from "@/server/brand/domains/add";
import { type Domain, listDomains } from "@/server/brand/domains/list";
import { removeDomain } from "@/server/brand/domains/remove";
import { challengeOf } from "@/server/brand/domains/rules";
import { verifyDomain } from "@/server/brand/domains/verify";

const tag = "Domains";
const noQuery = z.strictObject({});
const params = z.object({ id: idIn("domain") });
const MAX_HOST_CHARACTERS = 253;

const status = z.enum(["waiting", "verified"]);

const domainReply = z
  .object({
    id: replyId,
    host: z.string(),
    status: status.meta({ description: "Links are shown at the host that was verified first." }),
    txt: z
      .object({ name: z.string(), value: z.string() })
      .meta({ description: "A record of type TXT that shows the host is the brand's." }),
    file: z
      .object({ url: z.string(), content: z.string() })
      .meta({ description: "Or a file that does, at this address." }),
    createdAt: isoTime,
    checkedAt: isoTime.nullable(),
    fault: z.enum(["not_found", "other_value", "unreachable"]).nullable().meta({
      description: "What the last check found instead of the record or the file.",
    }),
    verifiedAt: isoTime.nullable(),
  })
  .meta({ id: "Domain" });

function present(domain: Domain): z.output<typeof domainReply> {
  const { token: _, ...shown } = domain;
  return {
    ...shown,
    ...challengeOf(domain),
    status: domain.verifiedAt === null ? "waiting" : "verified",
    createdAt: presentTime(domain.createdAt),
    checkedAt: presentTime(domain.checkedAt),
    verifiedAt: presentTime(domain.verifiedAt),
  };
}

const add = operation({
  id: "addDomain",
  method: "POST",
  path: "/domains",
  tag,
  summary: "Name a domain of your own for links",
  description:
    "Such as go.example.com, whose DNS leads to this server. Links at a host of your own site's domain can set a cookie that Safari keeps for the whole window. It counts once it is verified; naming it again gives the one that is there.",
  access: { scope: "programs:write" },
  query: noQuery,
  body: z.object({ host: text(MAX_HOST_CHARACTERS).meta({ examples: ["go.example.com"] }) }),
  reply: domainReply,
  status: 201,
  errors: ["invalid_body", "forbidden", "conflict"],
  run: async (ctx, { body }) => present(await addDomain(ctx, body.host)),
});

const list = operation({
  id: "listDomains",
  method: "GET",
  path: "/domains",
  tag,
  summary: "List domains",
  description: "All of them, newest first.",
  access: { scope: "programs:read" },
  query: z.strictObject({ status: status.optional() }),
  reply: z.object({ data: z.array(domainReply) }),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => {
    const verified = query.status === undefined ? undefined : query.status === "verified";
    return { data: (await listDomains(ctx, verified)).map(present) };
  },
});

const verify = operation({
  id: "verifyDomain",
  method: "POST",
  path: "/domains/:id/verify",
  tag,
  summary: "Check whether a domain is shown to be yours",
  description:
    "Looks for the TXT record, then for the file. What was found is in the reply; a domain that is verified stays so.",
  access: { scope: "programs:write" },
  params,
  query: noQuery,
  reply: domainReply,
  status: 200,
  errors: ["forbidden", "domain_not_found", "domain_taken"],
  run: async (ctx, { params: { id } }) => present(await verifyDomain(ctx, id)),
});

const remove = operation({
  id: "removeDomain",
  method: "DELETE",
  path: "/domains/:id",
  tag,
  summary: "Remove a domain",
  description:
    "On a server of many brands, links that were shared with it lead nowhere from then on. It can be named again.",
  access: { scope: "programs:write" },
  params,
  query: noQuery,
  reply: z.void(),
  status: 204,
  errors: ["forbidden", "domain_not_found"],
  run: (ctx, { params: { id } }) => removeDomain(ctx, id),
});

export const domainOperations = [add, list, verify, remove] as const;
