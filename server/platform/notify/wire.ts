import postgres from "postgres";

/** Listens to one channel. */
export type Ear = { channel: string; heard(payload: string): void };

/** What the processes of one database tell each other, with PostgreSQL's LISTEN and NOTIFY. */
export type Wire = {
  /** Resolves when all is said, in this order. Rejects while there is no connection. */
  tell(channel: string, payloads: readonly string[]): Promise<void>;
  stop(): Promise<void>;
};

const RETRY_MS = 250;

/**
 * Listens on a connection of its own, which is made again whenever it is lost. `onGap` is called each time it stands: something
 * may have been said meanwhile that was not heard. postgres.js gives up for good when its first attempt to listen again fails,
 * so the attempts are ours.
 */
export async function openWire(databaseUrl: string, ears: readonly Ear[], onGap: () => void): Promise<Wire> {
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
      onnotify: (channel, payload) => ears.find((ear) => ear.channel === channel)?.heard(payload),
      onclose: () => again(sql),
    };
    const sql = postgres(databaseUrl, options);
    current = sql;
    await sql.unsafe(ears.map(({ channel }) => `listen ${channel}`).join(";"));
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
    async tell(channel, payloads) {
      if (!current) throw new Error("there is no connection to tell others");
      const list = JSON.stringify(payloads);
      await current`select pg_notify(${channel}, payload) from json_array_elements_text(${list}::text::json) as payload`;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current?.end({ timeout: 1 });
    },
  };
}
