import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import { idIn, pageOf, pageQuery } from "@/server/api/rest/schemas";
import { createProgram } from "@/server/program/create";
import { replaceIdentifySecret, showIdentifySecret } from "@/server/program/identify-secret";
import { showProgram, showPrograms } from "@/server/program/show";
import { updateProgram } from "@/server/program/update";
import {
  presentProgram,
  programBody,
  programPatch,
  programReply,
  programStatus,
  updatedProgramReply,
} from "./program-schemas";

const oneProgram = z.object({ id: idIn("program") });
const secretReply = z.object({ secret: z.string() }).meta({ id: "IdentifySecret" });

const create = operation({
  id: "createProgram",
  method: "POST",
  path: "/programs",
  tag: "Programs",
  summary: "Create a program with its first terms",
  access: { scope: "programs:write" },
  body: programBody,
  reply: programReply,
  status: 201,
  errors: ["invalid_body", "invalid_amount", "invalid_currency", "forbidden", "conflict"],
  run: async (ctx, { body }) => presentProgram(await createProgram(ctx, body)),
});

const list = operation({
  id: "listPrograms",
  method: "GET",
  path: "/programs",
  tag: "Programs",
  summary: "List programs",
  description:
    "A partner's key sees the programs in which that partner is enrolled, each with the terms that hold for them.",
  access: { scope: "programs:read" },
  query: z.strictObject({ ...pageQuery, status: programStatus.optional() }),
  reply: pageOf(programReply),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) => presentPage(await showPrograms(ctx, query), query.limit, presentProgram),
});

const get = operation({
  id: "getProgram",
  method: "GET",
  path: "/programs/:id",
  tag: "Programs",
  summary: "Read a program with the terms in force",
  access: { scope: "programs:read" },
  params: oneProgram,
  reply: programReply,
  status: 200,
  errors: ["program_not_found"],
  run: async (ctx, { params }) => presentProgram(await showProgram(ctx, params.id)),
});

const update = operation({
  id: "updateProgram",
  method: "PATCH",
  path: "/programs/:id",
  tag: "Programs",
  summary: "Change a program's settings",
  description:
    "What is absent stays as it is. Dates, time zone, self-referral and coupon priority decide what past events earn too: changing them derives the program's customers again.",
  access: { scope: "programs:write" },
  params: oneProgram,
  body: programPatch,
  reply: updatedProgramReply,
  status: 200,
  errors: ["invalid_body", "invalid_currency", "forbidden", "program_not_found", "conflict"],
  run: async (ctx, { params, body: { terms: _refused, ...changes } }) => {
    const { program, jobId } = await updateProgram(ctx, params.id, changes);
    return { ...presentProgram(program), jobId };
  },
});

const getSecret = operation({
  id: "getIdentifySecret",
  method: "GET",
  path: "/programs/:id/identify-secret",
  tag: "Programs",
  summary: "Read the secret that signs user ids",
  description:
    "With `identifyAuth: signed`, identify takes `signature`: hex HMAC-SHA256 of the userId with this secret. It belongs on a server, never in a page.",
  access: { scope: "programs:write" },
  params: oneProgram,
  reply: secretReply,
  status: 200,
  errors: ["forbidden", "program_not_found"],
  run: async (ctx, { params }) => ({ secret: await showIdentifySecret(ctx, params.id) }),
});

const replaceSecret = operation({
  id: "replaceIdentifySecret",
  method: "POST",
  path: "/programs/:id/identify-secret",
  tag: "Programs",
  summary: "Replace the secret that signs user ids",
  description: "Signatures made with the old secret are refused from now on.",
  access: { scope: "programs:write" },
  params: oneProgram,
  reply: secretReply,
  status: 200,
  errors: ["forbidden", "program_not_found"],
  run: async (ctx, { params }) => ({ secret: await replaceIdentifySecret(ctx, params.id) }),
});

export const programOperations = [create, list, get, update, getSecret, replaceSecret] as const;
