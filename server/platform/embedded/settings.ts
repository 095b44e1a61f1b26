import os from "node:os";

const MEBIBYTE = 1024 * 1024;
const LEAST_BUFFERS_MB = 128;
const MOST_BUFFERS_MB = 1024;
const SHARE_OF_MEMORY = 8;

/** PostgreSQL's configuration. It is written anew at each start, so that a changed setting takes effect. */
export function settings(options: { port: number; durable: boolean }): string {
  const eighth = Math.floor(os.totalmem() / MEBIBYTE / SHARE_OF_MEMORY);
  const buffers = Math.min(MOST_BUFFERS_MB, Math.max(LEAST_BUFFERS_MB, eighth));
  const lines = {
    listen_addresses: "'127.0.0.1'",
    unix_socket_directories: "''",
    port: options.port,
    max_connections: 200,
    max_locks_per_transaction: 256,
    shared_buffers: `${options.durable ? buffers : LEAST_BUFFERS_MB}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    random_page_cost: "1.1",
    // Queries are many and short; compiling them costs more than it saves.
    jit: "off",
    // Plans made while tables were empty are bad ones, and last until statistics tell how they have grown.
    autovacuum_naptime: "5s",
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    // Only what stops PostgreSQL: a refused row's message would quote customers' addresses.
    log_min_messages: "fatal",
    log_min_error_statement: "panic",
    fsync: options.durable ? "on" : "off",
    synchronous_commit: options.durable ? "on" : "off",
    full_page_writes: options.durable ? "on" : "off",
    // Clusters of tests are thrown away; nothing is worth a replica or a cleaning, and their tables are too small for helpers.
    ...(options.durable
      ? {}
      : { wal_level: "minimal", max_wal_senders: 0, autovacuum: "off", max_parallel_workers_per_gather: 0 }),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("");
}
