import postgres from "postgres";
import type { Tx } from "./database";

/** What other processes must forget: the kind of thing and its key in their caches. */
export type Change = { kind: "api_key" | "link" | "program" | "brand"; key: string };

const CHANNEL = "openpartner_changes";
const RETRY_MS = 250;

/** Tells every process, when the transaction commits, that something they may remember has changed. */
export async function announce(tx: Tx, change: Change): Promise<void> {
  await tx.sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`;
}

/**
 * Calls `onChange` for each announced change, on a connection of its own that is made again whenever it is lost. `onGap` is
 * called each time it stands: changes may have been missed before, so everything remembered must be looked up again.
 * postgres.js gives up for good when its first attempt to listen again fails, so the attempts are ours.
 */
export async function listenForChanges(
  databaseUrl: string,
  onChange: (change: Change) => void,
  onGap: () => void,
): Promise<{ stop(): Promise<void> }> {
  let stopped = false;
  let current: postgres.Sql | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function listen(): Promise<void> {
    const options: postgres.Options<Record<string, never>> & {
      onnotify(channel: string, payload: string): void;
    } = {
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      fetch_types: false,
      connection: { application_name: "openpartner listener" },
      onnotice: () => undefined,
      onnotify: (_channel, payload) => onChange(JSON.parse(payload) as Change),
      onclose: () => again(sql),
    };
    const sql = postgres(databaseUrl, options);
    current = sql;
    await sql.unsafe(`listen ${CHANNEL}`);
    onGap();
  }

  function again(lost: postgres.Sql): void {
    if (stopped || current !== lost) return;
    current = null;
    void lost.end({ timeout: 0 });
    timer = setTimeout(retry, RETRY_MS);
  }

  function retry(): void {
    listen().catch(() => {
      if (current) again(current);
    });
  }

  await listen();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current?.end({ timeout: 1 });
    },
  };
}
