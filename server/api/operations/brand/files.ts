import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentTime } from "@/server/api/rest/present";
import { idIn, isoTime, replyId, text } from "@/server/api/rest/schemas";
import type { Services } from "@/server/auth/context";
import { listFiles, type StoredFile } from "@/server/brand/files/list";
import { deleteFile } from "@/server/brand/files/remove";
import { uploadFile } from "@/server/brand/files/upload";
import { fileUrl } from "@/server/platform/web/file-url";

const tag = "Files";
const MAX_NAME_CHARACTERS = 200;
/** 5 MB as base64, and what stands around it. */
const MAX_BODY_BYTES = 7_100_000;
const kind = z
  .enum(["logo", "asset"])
  .meta({ description: "The brand's logo, or a picture that partners may use." });

const fileReply = z
  .object({
    id: replyId,
    kind,
    name: z.string(),
    mediaType: z.enum(["image/png", "image/jpeg", "image/webp", "image/gif"]),
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    url: z.string().meta({ description: "Where everybody who knows it sees the picture." }),
    createdAt: isoTime,
  })
  .meta({ id: "File" });

function present({ createdAt, ...file }: StoredFile, { appUrl }: Services): z.output<typeof fileReply> {
  return { ...file, url: fileUrl(appUrl, file.id), createdAt: presentTime(createdAt) };
}

const upload = operation({
  id: "uploadFile",
  method: "POST",
  path: "/files",
  tag,
  summary: "Keep a picture that the brand shows",
  description:
    "PNG, JPEG, WebP or GIF, which is found in the content: a logo has at most 1 MB, an asset 5 MB, and no side is longer than 10,000 pixels. A new logo takes the place of the old one.",
  access: { scope: "programs:write" },
  query: z.strictObject({}),
  body: z
    .object({
      kind,
      name: text(MAX_NAME_CHARACTERS).meta({ examples: ["logo.png"] }),
      content: z.base64().meta({
        description: "The file in base64.",
        examples: [
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        ],
      }),
    })
    .meta({ id: "NewFile" }),
  maxBodyBytes: MAX_BODY_BYTES,
  reply: fileReply,
  status: 201,
  errors: ["invalid_body", "body_too_large", "forbidden", "conflict"],
  run: async (ctx, { body }) => {
    const content = Buffer.from(body.content, "base64");
    return present(await uploadFile(ctx, { ...body, content }), ctx.services);
  },
});

const list = operation({
  id: "listFiles",
  method: "GET",
  path: "/files",
  tag,
  summary: "List the pictures that the brand shows",
  description: "All of them, newest first; there are at most 201.",
  access: { scope: "programs:read" },
  query: z.strictObject({ kind: kind.optional() }),
  reply: z.object({ data: z.array(fileReply) }),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) => ({
    data: (await listFiles(ctx, query.kind ?? null)).map((file) => present(file, ctx.services)),
  }),
});

const remove = operation({
  id: "deleteFile",
  method: "DELETE",
  path: "/files/:id",
  tag,
  summary: "Take a picture away",
  access: { scope: "programs:write" },
  params: z.object({ id: idIn("file") }),
  query: z.strictObject({}),
  reply: z.undefined(),
  status: 204,
  errors: ["file_not_found", "forbidden"],
  run: (ctx, { params }) => deleteFile(ctx, params.id),
});

export const fileOperations = [upload, list, remove] as const;
