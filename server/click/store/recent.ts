import type { Millis } from "@/server/platform/clock";
import { type Id, idAt } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";

/** When a visitor's address came through a link. */
export type Arrived = { linkId: Id; ipHash: string; ts: Millis };

/** More than the redirect admits in a minute from 600 addresses; past that, only the latest are read. */
const MAX_ROWS = 200_000;

/** Clicks of all brands since an instant, oldest first. Their ids begin with their time, so each brand's are the end of its key. */
export function loadArrivedSince(database: Database, since: Millis): Promise<Arrived[]> {
  return database.asSystem(
    "recall the last clicks",
    (sql) => sql<Arrived[]>`
      select * from (
        select c.link_id as "linkId", c.ip_hash as "ipHash", c.ts
        from brands b
          join lateral (
            select link_id, ip_hash, ts from clicks c
            where c.brand_id = b.id and c.id >= ${idAt(since)} and c.ts >= ${since}
              and c.link_id is not null and c.ip_hash is not null
          ) c on true
        order by c.ts desc limit ${MAX_ROWS}
      ) latest
      order by ts`,
  );
}
