import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import { id, pageOf } from "@/server/api/rest/schemas";
import { exportRows } from "@/server/archive/export";
import { EXPORT_TABLES } from "@/server/archive/tables";

/** Larger than a list's page: an export is read by machines, and each page costs a round trip. */
const MAX_EXPORT_ROWS = 1_000;

const exportTable = z.enum(EXPORT_TABLES);

const read = operation({
  id: "exportRows",
  method: "GET",
  path: "/export/:table",
  tag: "Data",
  summary: "Export a table, a page at a time",
  description:
    "The rows of the brand in the order in which they were made, with every column but secrets and hashes of addresses. Amounts are decimals in major units of the row's `currency`, `weightPpm` is in millionths. Follow `nextCursor` to the end; what is added meanwhile comes last.",
  access: { scope: "exports:read" },
  params: z.object({ table: exportTable }),
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(MAX_EXPORT_ROWS).default(MAX_EXPORT_ROWS),
    cursor: id.optional(),
  }),
  reply: pageOf(z.record(z.string(), z.unknown()).meta({ id: "ExportRow" })),
  status: 200,
  errors: ["not_found", "invalid_query", "forbidden"],
  run: async (ctx, { params, query }) =>
    presentPage(await exportRows(ctx, { ...params, ...query }), query.limit, (row) => row),
});

export const exportOperations = [read] as const;
