import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { id, idIn, isoTime, pageOf, pageQuery, replyId, text, time } from "@/server/api/rest/schemas";
import { createKey } from "@/server/auth/create-key";
import { KEY_STATUSES, keyStatus } from "@/server/auth/key-status";
import { type ApiKey, listKeys } from "@/server/auth/list-keys";
import { revokeKey } from "@/server/auth/revoke-key";
import { SCOPES } from "@/server/auth/scopes";
import { now } from "@/server/platform/clock";

const kind = z.enum(["secret", "publishable", "partner"]);
const scope = z.enum(SCOPES);
const status = z.enum(KEY_STATUSES);

const keyFields = {
  id: replyId,
  name: z.string(),
  kind,
  prefix: z.string().meta({ description: "How the secret begins, to tell keys apart." }),
  scopes: z.array(z.string()).nullable().meta({ description: "null: all scopes." }),
  partnerId: replyId.nullable(),
  status,
  createdAt: isoTime,
  expiresAt: isoTime.nullable(),
  revokedAt: isoTime.nullable(),
};
const keyReply = z.object(keyFields).meta({ id: "ApiKey" });
const newKeyReply = z
  .object({ ...keyFields, secret: z.string().meta({ description: "Shown this once." }) })
  .meta({ id: "NewApiKey" });

const keyBody = z.object({
  name: text(200),
  kind,
  scopes: z.array(scope).min(1).max(SCOPES.length).optional().meta({
    description: "Absent: all that this kind of key can hold. A publishable key has none to choose.",
  }),
  partnerId: id.optional().meta({ description: "Whose key it is; for the kind `partner` alone." }),
  expiresAt: time.optional(),
});

function present(key: ApiKey) {
  return {
    ...key,
    status: keyStatus(key, now()),
    createdAt: presentTime(key.createdAt),
    expiresAt: presentTime(key.expiresAt),
    revokedAt: presentTime(key.revokedAt),
  };
}

const create = operation({
  id: "createApiKey",
  method: "POST",
  path: "/api-keys",
  tag: "API keys",
  summary: "Make an API key",
  description:
    "Needs a key with all scopes; a partner who is signed in makes keys of their own. The secret is in this reply and nowhere else: only a hash of it is stored.",
  access: { allScopes: true, orPartner: true },
  body: keyBody,
  reply: newKeyReply,
  status: 201,
  errors: ["invalid_body", "invalid_time", "forbidden", "forbidden_scope", "partner_not_found", "conflict"],
  run: async (ctx, { body }) => {
    const { secret, ...key } = await createKey(ctx, body);
    return { ...present(key), secret };
  },
});

const list = operation({
  id: "listApiKeys",
  method: "GET",
  path: "/api-keys",
  tag: "API keys",
  summary: "List API keys",
  description:
    "Needs a key with all scopes; a partner who is signed in sees their own. Revoked and expired keys are listed too; secrets never are.",
  access: { allScopes: true, orPartner: true },
  query: z.strictObject({
    ...pageQuery,
    kind: kind.optional(),
    partnerId: id.optional(),
    status: status.optional(),
  }),
  reply: pageOf(keyReply),
  status: 200,
  errors: ["invalid_query", "forbidden_scope"],
  run: async (ctx, { query }) => presentPage(await listKeys(ctx, query), query.limit, present),
});

const revoke = operation({
  id: "revokeApiKey",
  method: "DELETE",
  path: "/api-keys/:id",
  tag: "API keys",
  summary: "Revoke an API key",
  description:
    "Needs a key with all scopes, or to be the partner whose key it is. Takes effect at once and for good; repeating it changes nothing.",
  access: { allScopes: true, orPartner: true },
  params: z.object({ id: idIn("api_key") }),
  reply: z.void(),
  status: 204,
  errors: ["forbidden_scope", "api_key_not_found"],
  run: (ctx, { params }) => revokeKey(ctx, params.id),
});

export const apiKeyOperations = [create, list, revoke] as const;
