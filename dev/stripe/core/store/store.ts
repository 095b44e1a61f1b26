import type { TableName, Tables } from "./tables";

/** One row that a request changed, for the journal: the row as it is now, or null when it is gone. */
export type Change = { table: TableName; id: string; row: Tables[TableName] | null };

type Rows = { [K in TableName]?: Map<string, Tables[K]> };

/**
 * All objects of one Stripe account, in the order in which they were made. Rows are never changed in place: a request puts new
 * ones, so that what it did can be undone when it fails.
 */
export class Store {
  readonly #rows: Rows = {};
  #undo: (() => void)[] = [];
  #changed = new Map<string, Change>();

  get<K extends TableName>(table: K, id: string): Tables[K] | undefined {
    return this.#table(table).get(id);
  }

  all<K extends TableName>(table: K): IterableIterator<Tables[K]> {
    return this.#table(table).values();
  }

  put<K extends TableName>(table: K, row: Tables[K]): Tables[K] {
    const rows = this.#table(table);
    const before = rows.get(row.id);
    this.#undo.push(() => (before === undefined ? rows.delete(row.id) : rows.set(row.id, before)));
    rows.set(row.id, row);
    this.#changed.set(`${table} ${row.id}`, { table, id: row.id, row });
    return row;
  }

  remove(table: TableName, id: string): void {
    // Taken as one kind of row: all that happens to it is that it goes and may come back.
    const rows = this.#table(table) as Map<string, { id: string }>;
    const before = rows.get(id);
    if (before === undefined) return;
    this.#undo.push(() => rows.set(id, before));
    rows.delete(id);
    this.#changed.set(`${table} ${id}`, { table, id, row: null });
  }

  /** Takes back what was put since the last commit. */
  rollback(): void {
    for (const step of this.#undo.reverse()) step();
    this.#undo = [];
    this.#changed.clear();
  }

  /** What was put since the last commit. */
  commit(): Change[] {
    const changes = [...this.#changed.values()];
    this.#undo = [];
    this.#changed.clear();
    return changes;
  }

  #table<K extends TableName>(table: K): Map<string, Tables[K]> {
    const known = this.#rows[table];
    if (known) return known;
    const made = new Map<string, Tables[K]>();
    // TypeScript does not see that `table` picks the same kind of row on both sides.
    (this.#rows as Record<K, Map<string, Tables[K]>>)[table] = made;
    return made;
  }
}
