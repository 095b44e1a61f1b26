import { csvHead, csvLines, jsonLines } from "@/server/archive/lines";
import { EXPORT_TABLES, type ExportTable } from "@/server/archive/tables";
import type { Member } from "../../_data/signed-in";

export type Format = "csv" | "ndjson";
type File = { table: ExportTable | "all"; format: Format };

/** The text of a file in parts, one for each page of rows; the next page is read when it is asked for. */
export async function* filePages(
  call: Member["call"],
  { table, format }: File,
): AsyncGenerator<string, void> {
  if (table === "all") {
    for (const one of EXPORT_TABLES) for await (const rows of rowsOf(call, one)) yield jsonLines(rows, one);
    return;
  }
  if (format === "csv") yield csvHead(table);
  for await (const rows of rowsOf(call, table)) {
    yield format === "csv" ? csvLines(table, rows) : jsonLines(rows);
  }
}

async function* rowsOf(call: Member["call"], table: ExportTable) {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Member["call"]["exports"]["exportRows"]>> = await call.exports.exportRows({
      table,
      ...(cursor === null ? {} : { cursor }),
    });
    yield page.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
