import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Change, Store } from "./store";
import type { TableName, Tables } from "./tables";

type Line = { account: string } & Change;

/** Where changes are kept, so that a sandbox that starts again knows what it knew. */
export type Journal = {
  /** Calls `open` with each account there is something of, and fills the store it answers with. */
  load(open: (account: string) => Store): void;
  write(account: string, changes: readonly Change[]): void;
};

/** Keeps nothing: for tests and simulations. */
export const forgetful: Journal = { load: () => undefined, write: () => undefined };

/** One line for each changed row, written before the answer leaves. The file is rewritten without its past when it is opened. */
export function journalIn(file: string): Journal {
  return {
    load(open) {
      mkdirSync(path.dirname(file), { recursive: true });
      if (!existsSync(file)) return;
      const rows = new Map<string, Line>();
      for (const text of readFileSync(file, "utf8").split("\n")) {
        const line = parsed(text);
        if (!line) continue;
        const key = `${line.account} ${line.table} ${line.id}`;
        if (line.row === null) rows.delete(key);
        else rows.set(key, line);
      }
      const stores = new Set<Store>();
      for (const { account, table, row } of rows.values()) {
        const store = open(account);
        stores.add(store);
        if (row) putRow(store, table, row);
      }
      for (const store of stores) store.commit();
      writeFileSync(`${file}.new`, [...rows.values()].map((line) => `${JSON.stringify(line)}\n`).join(""));
      renameSync(`${file}.new`, file);
    },
    write(account, changes) {
      if (changes.length === 0) return;
      appendFileSync(file, changes.map((change) => `${JSON.stringify({ account, ...change })}\n`).join(""));
    },
  };
}

/** The last line of a file may be cut short by a crash; the request it belongs to was never answered. */
function parsed(text: string): Line | null {
  if (text === "") return null;
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}

function putRow(store: Store, table: TableName, row: Tables[TableName]): void {
  // The journal holds what `put` was once given for this table; the pair lost its connection on the way through JSON.
  (store.put as (table: TableName, row: Tables[TableName]) => void).call(store, table, row);
}
