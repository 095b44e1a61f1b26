import type { ExportRow } from "../export";
import { csvHead, csvLines, jsonLines } from "../lines";
import { createTable, insertRows, SQL_END, SQL_HEAD } from "../sql";
import type { ExportTable } from "../tables";

/** A table with its rows, some at a time and none read before it is their turn. */
export type Section = { table: ExportTable; pages: AsyncIterable<readonly ExportRow[]> };

type Text = AsyncGenerator<string, void>;

export async function* csvText({ table, pages }: Section): Text {
  yield csvHead(table);
  for await (const rows of pages) yield csvLines(table, rows);
}

export async function* linesText({ pages }: Section): Text {
  for await (const rows of pages) yield jsonLines(rows);
}

/** Lines of several tables, each of which says which it is from. */
export async function* linesOfTables(sections: readonly Section[]): Text {
  for (const { table, pages } of sections) for await (const rows of pages) yield jsonLines(rows, table);
}

/** One array of rows. */
export async function* jsonText({ pages }: Section): Text {
  let before = "[\n";
  for await (const rows of pages) {
    yield before + rows.map((row) => JSON.stringify(row)).join(",\n");
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

/** One object, in which each table is an array of its rows. */
export async function* jsonOfTables(sections: readonly Section[]): Text {
  let before = "{";
  for (const section of sections) {
    yield `${before}"${section.table}": `;
    yield* jsonText(section);
    before = ",";
  }
  yield "}\n";
}

/** Statements that make the tables and fill them. */
export async function* sqlOfTables(sections: readonly Section[]): Text {
  yield SQL_HEAD;
  for (const { table, pages } of sections) {
    yield createTable(table);
    for await (const rows of pages) yield insertRows(table, rows);
  }
  yield SQL_END;
}
