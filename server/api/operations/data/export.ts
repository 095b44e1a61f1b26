import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { id } from "@/server/api/rest/schemas";
import { FileReply } from "@/server/api/rest/wire/file";
import { EXPORT_FORMATS, exportFile, WHOLE_FORMATS } from "@/server/archive/file/export-file";
import { EXPORT_TABLES } from "@/server/archive/tables";

const rowWords =
  "Amounts are decimals in major units of the row's `currency`, `weightPpm` is in millionths, times are ISO 8601 in UTC. Secrets and hashes of addresses stay here.";
const sentWords =
  "The file is made while it is sent, and breaks off where it cannot be finished. A few are made at once; others get 503 with `Retry-After`.";

const lines = z.string().meta({ description: "One JSON object a line." });
const sheet = z
  .string()
  .meta({ description: "A line of names, then a line for each row, as RFC 4180 has it." });
const row = z.record(z.string(), z.unknown());
const statements = z.string().meta({
  description:
    "Statements for an empty database of PostgreSQL, in one transaction: a table is made, unless it is there, and filled.",
});

const one = operation({
  id: "exportTable",
  method: "GET",
  path: "/export/:table.:format",
  tag: "Data",
  summary: "Export a table as a file",
  description: `The brand's rows in the order in which they were made; what is added meanwhile comes last. ${rowWords} ${sentWords}`,
  access: { scope: "exports:read" },
  params: z.object({ table: z.enum(EXPORT_TABLES), format: z.enum(EXPORT_FORMATS) }),
  query: z.strictObject({
    after: id
      .optional()
      .meta({ description: "Only rows made after the one with this id, such as an earlier file's last." }),
  }),
  reply: z.instanceof(FileReply),
  media: {
    "text/csv": sheet,
    "application/x-ndjson": lines,
    "application/json": z.array(row),
    "application/sql": statements,
  },
  status: 200,
  errors: ["not_found", "invalid_query", "forbidden"],
  run: async (ctx, { params, query }) => replyOf(await exportFile(ctx, { ...params, ...query })),
});

const all = operation({
  id: "exportAll",
  method: "GET",
  path: "/export.:format",
  tag: "Data",
  summary: "Export every table as one file",
  description: `Table after table. Each line of NDJSON is an object with the name of its \`table\` and its \`row\`; JSON is one object with an array for each table; SQL makes the tables and fills them. ${rowWords} ${sentWords}`,
  access: { scope: "exports:read" },
  params: z.object({ format: z.enum(WHOLE_FORMATS) }),
  reply: z.instanceof(FileReply),
  media: {
    "application/x-ndjson": lines,
    "application/json": z.record(z.string(), z.array(row)),
    "application/sql": statements,
  },
  status: 200,
  errors: ["not_found", "forbidden"],
  run: async (ctx, { params }) => replyOf(await exportFile(ctx, { table: "all", ...params })),
});

function replyOf({ name, type, parts }: Awaited<ReturnType<typeof exportFile>>): FileReply {
  return new FileReply(name, type, parts);
}

export const exportOperations = [one, all] as const;
