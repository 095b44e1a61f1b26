import { liveRoom } from "@/server/platform/live/room";
import type { Database } from "@/server/platform/postgres/database";
import type { Stored } from "../spool/replay";
import { type ClickRow, insertClicks } from "./insert";

/** PostgreSQL's classes of errors that lie in the data: what is wrong with one row is no reason to refuse the others. */
const FAULT_OF_A_ROW = /^2[23]/;

/** Writes clicks in one statement, and where one of them is at fault, each by itself. Rejects when the database fails. */
export async function writeGroup(database: Database, rows: readonly ClickRow[]): Promise<Stored[]> {
  try {
    await database.statementAsSystem("write clicks", (sql) => insertClicks(sql, rows));
    const room = liveRoom();
    for (const { brandId, partnerId } of rows) room.happened(brandId, partnerId);
    return rows.map(() => "written");
  } catch (error) {
    if (!isFaultOfARow(error)) throw error;
    if (rows.length === 1) return [{ error }];
  }
  const outcomes: Stored[] = [];
  for (const row of rows) outcomes.push(...(await writeGroup(database, [row])));
  return outcomes;
}

function isFaultOfARow(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && FAULT_OF_A_ROW.test(code);
}
